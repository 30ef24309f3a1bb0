package io.barsgateway.trust.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/**
 * PEM as people have it: with text around it, quoted or indented by an e-mail, on one line, with dashes lost in
 * copying (NHS page
 * Onboarding). Public items are mended; private keys must be whole.
 */
public final class PemText {

    private static final String BEGIN = "BEGIN ";
    private static final String END = "END ";
    /** What is mended; a label stands before what it begins with. */
    private static final List<String> PUBLIC_ITEMS =
            List.of("NEW CERTIFICATE REQUEST", "CERTIFICATE REQUEST", "CERTIFICATE", "X509 CRL");

    private static final int LINE = 64;

    private PemText() {}

    /** Whether there is any. */
    static boolean isIn(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            if (at + BEGIN.length() < text.length() && isOfLabel(text.charAt(at + BEGIN.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Everything in it that BouncyCastle knows, in order. */
    static List<Object> items(byte[] content) throws IOException {
        List<Object> items = new ArrayList<>();
        try (PEMParser parser =
                new PEMParser(new StringReader(mended(new String(content, StandardCharsets.ISO_8859_1))))) {
            for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
                items.add(item);
            }
        }
        return items;
    }

    /** A certificate, request, list or key as PEM. */
    public static String of(Object item) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Goes over the text once: it may be megabytes that another system answered with. */
    private static String mended(String text) {
        StringBuilder mended = new StringBuilder();
        Set<String> withoutEnd = new HashSet<>();
        int copied = 0;
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int label = begin + BEGIN.length();
            String item = PUBLIC_ITEMS.stream()
                    .filter(name -> text.startsWith(name, label))
                    .findFirst()
                    .orElse("");
            int end = item.isEmpty() || withoutEnd.contains(item) ? -1 : text.indexOf(END + item, label);
            if (end >= 0) {
                mended.append(text, copied, startOfLine(text, copied, begin));
                addItem(mended, item, text.substring(label + item.length(), end));
                copied = endOfLine(text, end + END.length() + item.length());
            } else if (!item.isEmpty()) {
                withoutEnd.add(item);
            }
            begin = text.indexOf(BEGIN, Math.max(label, copied));
        }
        return mended.append(text, copied, text.length()).toString();
    }

    private static void addItem(StringBuilder mended, String item, String body) {
        mended.append("\n-----BEGIN ").append(item).append("-----\n");
        int inLine = 0;
        for (int at = 0; at < body.length(); at++) {
            if (isBase64(body.charAt(at))) {
                mended.append(body.charAt(at));
                inLine++;
                if (inLine % LINE == 0) {
                    mended.append('\n');
                }
            }
        }
        if (inLine % LINE != 0) {
            mended.append('\n');
        }
        mended.append("-----END ").append(item).append("-----\n");
    }

    /** Where the white space and the dashes before that place begin. */
    private static int startOfLine(String text, int from, int place) {
        int start = place;
        while (start > from && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        while (start > from && text.charAt(start - 1) == '-') {
            start--;
        }
        return start;
    }

    /** Where the white space and the dashes behind that place end. */
    private static int endOfLine(String text, int place) {
        int end = place;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        return end;
    }

    private static boolean isOfLabel(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+/=".indexOf(c) >= 0;
    }
}
