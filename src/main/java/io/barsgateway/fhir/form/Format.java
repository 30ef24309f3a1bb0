package io.barsgateway.fhir.form;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of FHIR that BaRS speaks. */
public enum Format {
    JSON("application/fhir+json"),
    XML("application/fhir+xml");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The format that a media type or a {@code _format} value names, ignoring its parameters; empty for any other. */
    public static Optional<Format> named(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        int parameters = text.indexOf(';');
        // A "+" that the client did not escape arrives as a space
        String name = (parameters < 0 ? text : text.substring(0, parameters))
                .strip()
                .replace(' ', '+')
                .toLowerCase(Locale.ROOT);
        return switch (name) {
            case "json", "application/fhir+json", "application/json", "text/json" -> Optional.of(JSON);
            case "xml", "application/fhir+xml", "application/xml", "text/xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }
}
