package io.barsgateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.Times;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * The dates of the Patient that are not written as FHIR writes one ("12th May 1980" for 1980-05-12). The message is accepted all the
 * same, with a warning of each: its reader knows what is meant, and a refused referral is a lost referral.
 */
final class PatientDates {

    private static final String DATE = " is not a date as FHIR writes it, such as 1961-02-03";
    private static final String TIME = " is not a date or time as FHIR writes it, such as 1961-02-03T09:15:00+00:00";
    private static final int SECONDS_AT = 16;

    private final Warnings warnings = new Warnings("dates of the Patient that FHIR writes otherwise");

    private PatientDates() {}

    /** Each as its path and what is wrong with it, of many the first twenty; the date itself is not repeated. */
    static List<String> warnings(MessageBundle bundle) {
        PatientDates dates = new PatientDates();
        bundle.all("Patient").forEach(patient -> dates.walk(patient.resource(), new StringBuilder("Patient")));
        return dates.warnings.all();
    }

    /** {@code path} is as it was when this returns. */
    private void walk(JsonNode element, StringBuilder path) {
        int length = path.length();
        for (int i = 0; element.isArray() && i < element.size(); i++) {
            walk(element.get(i), path.append('[').append(i).append(']'));
            path.setLength(length);
        }
        for (Map.Entry<String, JsonNode> member : element.properties()) {
            path.append('.').append(Printable.element(member.getKey()));
            if (member.getValue().isContainerNode()) {
                walk(member.getValue(), path);
            } else {
                look(member.getKey(), member.getValue().asText(), path);
            }
            path.setLength(length);
        }
    }

    private void look(String name, String text, CharSequence path) {
        switch (name) {
            case "birthDate", "valueDate" -> warn(isDate(text), path, DATE);
            case "deceasedDateTime", "valueDateTime" -> warn(isTime(text), path, TIME);
            case "start", "end" -> warn(isTime(text) || !isOfPeriod(path), path, TIME);
            default -> {
                // Anything else is no date
            }
        }
    }

    private void warn(boolean isGood, CharSequence path, String otherwise) {
        if (!isGood) {
            warnings.add(path + otherwise);
        }
    }

    private static boolean isOfPeriod(CharSequence path) {
        String[] names = path.toString().split("\\.", -1);
        return List.of("period", "valuePeriod").contains(names[names.length - 2]);
    }

    /** A day, a month or a year (FHIR R4, date). */
    private static boolean isDate(String text) {
        try {
            return switch (text.length()) {
                case 4 -> Year.parse(text).getValue() > 0;
                case 7 -> YearMonth.parse(text).getYear() > 0;
                case 10 -> LocalDate.parse(text).getYear() > 0;
                default -> false;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A date, or a time with seconds and an offset (FHIR R4, dateTime). */
    private static boolean isTime(String text) {
        return isDate(text)
                || (text.length() > SECONDS_AT
                        && text.charAt(SECONDS_AT) == ':'
                        && Times.parse(text).isPresent());
    }
}
