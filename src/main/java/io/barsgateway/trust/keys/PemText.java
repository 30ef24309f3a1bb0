package io.barsgateway.trust.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/**
 * PEM as people have it: with text around it, quoted or indented by an e-mail, on one line, with dashes lost in
 * copying (NHS page
 * Onboarding). Public items are mended; private keys must be whole.
 */
public final class PemText {

    private static final Pattern PUBLIC_ITEM = Pattern.compile(
            "-*\\s*BEGIN (NEW CERTIFICATE REQUEST|CERTIFICATE REQUEST|CERTIFICATE|X509 CRL)\\s*-*"
                    + "(.*?)-*\\s*END \\1\\s*-*",
            Pattern.DOTALL);
    private static final int LINE = 64;

    private PemText() {}

    /** Whether there is any. */
    static boolean isIn(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).matches("(?s).*BEGIN [A-Z0-9 ]+.*");
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

    private static String mended(String text) {
        Matcher items = PUBLIC_ITEM.matcher(text);
        StringBuilder mended = new StringBuilder();
        while (items.find()) {
            String base64 = items.group(2).replaceAll("[^A-Za-z0-9+/=]", "");
            StringBuilder item = new StringBuilder("\n-----BEGIN " + items.group(1) + "-----\n");
            for (int at = 0; at < base64.length(); at += LINE) {
                item.append(base64, at, Math.min(at + LINE, base64.length())).append('\n');
            }
            item.append("-----END ").append(items.group(1)).append("-----\n");
            items.appendReplacement(mended, Matcher.quoteReplacement(item.toString()));
        }
        return items.appendTail(mended).toString();
    }
}
