package io.barsgateway.fhir;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants as BaRS writes them, seven fractional digits and an offset (Core 1.5.0, How-to-handle-times). */
public final class Times {

    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx");

    private Times() {}

    public static String instant(Instant time) {
        return SEVEN_DIGITS.format(time.atOffset(ZoneOffset.UTC));
    }

    /** The moment that a FHIR instant or dateTime with an offset names; empty for any other text. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
