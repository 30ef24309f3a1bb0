package io.barsgateway.deliver.function;

import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import io.barsgateway.fhir.identity.NhsNumber;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What local systems of the NHS want and JSONata has no function for. Each is in docs/mapping.md with an example. */
final class CareFunctions {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter HL7_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx");
    private static final DateTimeFormatter HL7_PARTS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSxx");
    private static final DateTimeFormatter HL7_DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int OF_A_DATE = "2026-11-20".length();
    private static final int OF_A_YEAR = "2026".length();

    private CareFunctions() {}

    /** The ten digits of an NHS number whose check digit is right; nothing for anything else. */
    static @Nullable String nhsNumber(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String digits = text.replace(" ", "").replace("-", "");
        return NhsNumber.is(digits) ? digits : null;
    }

    /** The same as people read it: 999 000 0018. */
    static @Nullable String nhsNumberSpaced(@Nullable Object value) {
        String digits = nhsNumber(value);
        return digits == null
                ? null
                : digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
    }

    /** A FHIR date or time as a timestamp (TS) of HL7 v2, as precise as it came and with its own offset. */
    static @Nullable String hl7DateTime(@Nullable Object value) {
        String text = text(value);
        if (text == null || text.length() <= OF_A_DATE) {
            return text == null ? null : partOfADate(text);
        }
        OffsetDateTime time = time(text);
        return (time.getNano() >= NANOS_OF_MILLI ? HL7_PARTS : HL7_TIME).format(time);
    }

    /** The day of a FHIR date or time as YYYYMMDD; of a time the day in England. */
    static @Nullable String hl7Date(@Nullable Object value) {
        String text = text(value);
        if (text == null || text.length() <= OF_A_DATE) {
            return text == null ? null : partOfADate(text);
        }
        return HL7_DATE.format(time(text).atZoneSameInstant(ENGLAND));
    }

    /** A FHIR time as the clocks in England show it, without an offset; a date as it is. */
    static @Nullable String localTime(@Nullable Object value) {
        String text = text(value);
        if (text == null || text.length() <= OF_A_DATE) {
            if (text != null) {
                partOfADate(text);
            }
            return text;
        }
        return LOCAL.format(time(text).atZoneSameInstant(ENGLAND));
    }

    /** An ODS code in upper case: 3 to 12 letters and digits; nothing for anything else. */
    static @Nullable String odsCode(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String code = text.strip().toUpperCase(Locale.ROOT);
        return code.matches("[A-Z0-9]{3,12}") ? code : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new MappingStopped(Mistake.NO_TIME);
    }

    /** 2026, 2026-11 or 2026-11-20, without its lines. */
    private static String partOfADate(String text) {
        try {
            String day =
                    text.length() == OF_A_DATE ? text : text.length() == OF_A_YEAR ? text + "-01-01" : text + "-01";
            LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new MappingStopped(Mistake.NO_TIME);
        }
        return text.replace("-", "");
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new MappingStopped(Mistake.NO_TIME);
        }
    }
}
