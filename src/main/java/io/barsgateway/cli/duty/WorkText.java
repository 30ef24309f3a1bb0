package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Work as a person reads it. */
final class WorkText {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private WorkText() {}

    /** One piece of work in two to four lines. */
    static List<String> lines(JsonNode item, Instant now) {
        List<String> lines = new ArrayList<>();
        String owner = item.path("owner").asText();
        lines.add(item.path("id").asLong() + "  " + item.path("reference").asText() + "  "
                + item.path("meaning").asText() + "  "
                + State.words(item.path("state").asText()) + ", "
                + due(item, now)
                + (owner.isEmpty() ? "" : ", " + owner + " looks after it"));
        String flags = flags(item);
        if (!flags.isEmpty()) {
            lines.add("    " + flags);
        }
        contact(item).ifPresent(text -> lines.add("    patient's call-back: " + text));
        lines.add("    came " + ago(item, now) + "; " + item.path("words").asText());
        return lines;
    }

    /** The same to be printed and filled in by hand. */
    static List<String> form(JsonNode item, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("[ ]  " + item.path("reference").asText() + "   "
                + item.path("meaning").asText() + "   " + due(item, now) + "   work "
                + item.path("id").asLong());
        String flags = flags(item);
        if (!flags.isEmpty()) {
            lines.add("     " + flags);
        }
        JsonNode patient = item.path("patient");
        if (patient.isObject()) {
            lines.add("     patient " + patient.path("name").asText() + "   born "
                    + patient.path("birthDate").asText() + "   NHS number "
                    + patient.path("nhsNumber").asText() + "   " + phones(patient));
        }
        contact(item).ifPresent(text -> lines.add("     patient's call-back: " + text));
        lines.add("     came " + seconds(item.path("since").asText()) + " from "
                + item.path("counterpart").asText());
        lines.add("     spoke to ______________________   at ______   outcome ______________________   initials ____");
        return lines;
    }

    /** A time to the second. */
    static String seconds(String instant) {
        return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String flags(JsonNode item) {
        List<String> flags = new ArrayList<>();
        if (item.path("safeguarding").asBoolean()) {
            flags.add("SAFEGUARDING");
        }
        if (item.path("scene").asText().equals("unsafe")) {
            flags.add("SCENE NOT SAFE");
        }
        return String.join("  ", flags);
    }

    private static String due(JsonNode item, Instant now) {
        if (!item.hasNonNull("due")) {
            return "no due time";
        }
        Instant due = Instant.parse(item.path("due").asText());
        Duration left = Duration.between(now, due);
        return left.isNegative() ? "OVERDUE by " + span(left.negated()) : "due in " + span(left);
    }

    private static String ago(JsonNode item, Instant now) {
        Duration time = Duration.between(Instant.parse(item.path("since").asText()), now);
        return time.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, time.toSeconds()) + " s ago"
                : span(time) + " ago";
    }

    private static String span(Duration time) {
        long minutes = time.toMinutes();
        if (minutes < HOUR) {
            return minutes + " min";
        }
        return minutes < DAY
                ? minutes / HOUR + " h " + minutes % HOUR + " min"
                : minutes / DAY + " d " + minutes % DAY / HOUR + " h";
    }

    private static Optional<String> contact(JsonNode item) {
        JsonNode contact = item.path("contact");
        boolean self = contact.path("name").asText().isEmpty()
                && contact.path("relationship")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("self");
        if (self) {
            return Optional.of("the patient, " + phones(contact));
        }
        String text = (contact.path("name").asText() + " "
                        + (contact.path("relationship").asText().isEmpty()
                                ? ""
                                : "(" + contact.path("relationship").asText() + ") ")
                        + phones(contact))
                .strip();
        return contact.isObject() && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static String phones(JsonNode person) {
        return person.path("phones")
                .valueStream()
                .map(phone -> phone.path("value").asText())
                .collect(Collectors.joining(", "));
    }
}
