package io.barsgateway.fhir.form;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * What an {@code Accept} header takes (RFC 9110 section 12.5.1): media ranges, each with a weight {@code q} from 0 to 1, which is 1 where
 * it is left out or cannot be read. A range that is no media type says nothing.
 */
public final class Accept {

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param position of the range in the header, from 0 */
    private record Range(MimeType type, double weight, int position) {

        boolean names(Format format) {
            return Format.named(type.getType() + "/" + type.getSubtype()).equals(Optional.of(format));
        }

        boolean includes(Format format) {
            return names(format) || type.includes(MimeTypeUtils.parseMimeType(format.mediaType()));
        }

        /** The most specific range that includes a format decides on it. */
        int specificity(Format format) {
            return names(format) ? 2 : type.isWildcardType() ? 0 : 1;
        }
    }

    /** Of the header, or of several with commas between them. */
    public static Accept of(String header) {
        List<String> texts = MimeTypeUtils.tokenize(header);
        return new Accept(IntStream.range(0, texts.size())
                .boxed()
                .flatMap(i -> range(texts.get(i), i).stream())
                .toList());
    }

    private static Optional<Range> range(String written, int position) {
        String text = withoutQuotes(written);
        int parameters = text.indexOf(';');
        String name = parameters < 0 ? text : text.substring(0, parameters);
        // A short name of a format, such as json, is no media type
        String type = Format.named(name).map(Format::mediaType).orElse(name);
        return type(type + (parameters < 0 ? "" : text.substring(parameters)))
                .or(() -> type(type))
                .map(known -> new Range(known, weight(known), position));
    }

    /** The example in the API's specification of 1.0.0 stands in quotes, and is sent so. */
    private static String withoutQuotes(String written) {
        String text = written.strip();
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<MimeType> type(String text) {
        try {
            return Optional.of(MimeTypeUtils.parseMimeType(text.strip()));
        } catch (InvalidMimeTypeException | IndexOutOfBoundsException unread) {
            // The second is how the parser ends at a quote that nothing closes
            return Optional.empty();
        }
    }

    private static double weight(MimeType type) {
        try {
            return Double.parseDouble(Objects.requireNonNullElse(type.getParameter("q"), "1"));
        } catch (NumberFormatException unread) {
            return 1;
        }
    }

    /** Whether it takes that format, by name or by a range such as {@code application/*}. */
    public boolean takes(Format format) {
        return deciding(format).filter(range -> range.weight() > 0).isPresent();
    }

    /** Whether it takes neither format. */
    public boolean takesNone() {
        return Stream.of(Format.values()).noneMatch(this::takes);
    }

    /**
     * The format of the greatest weight; of several with the same weight the first that the header names.
     *
     * @param fallback what it is where the header names neither, or takes neither
     */
    public Format preferred(Format fallback) {
        return Stream.of(Format.values())
                .filter(this::takes)
                .max(Comparator.<Format>comparingDouble(
                                format -> deciding(format).orElseThrow().weight())
                        .thenComparing(format -> deciding(format).orElseThrow().names(format))
                        .thenComparing(format -> deciding(format).orElseThrow().position(), Comparator.reverseOrder())
                        .thenComparing(fallback::equals))
                .orElse(fallback);
    }

    private Optional<Range> deciding(Format format) {
        return ranges.stream()
                .filter(range -> range.includes(format))
                .max(Comparator.<Range>comparingInt(range -> range.specificity(format))
                        .thenComparing(Range::position, Comparator.reverseOrder()));
    }
}
