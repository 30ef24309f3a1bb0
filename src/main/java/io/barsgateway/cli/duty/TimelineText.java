package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened to a case, as a person reads it: attempts that failed one after the other are one line. */
final class TimelineText {

    /** How the words of an attempt that failed go on. */
    private static final String FAILED = " failed, another attempt follows";

    private TimelineText() {}

    /** What the case is. */
    static String head(JsonNode found) {
        return found.path("reference").asText() + "  " + found.path("about").asText()
                + (found.path("role").asText().equals("sender") ? " that we sent, " : ", ")
                + found.path("status").asText().toLowerCase(Locale.ROOT)
                + (found.path("encounter").asText().isEmpty()
                        ? ""
                        : ", Encounter " + found.path("encounter").asText());
    }

    /** The same with when it came and how much of it waits. */
    static String summary(JsonNode found) {
        int waits = found.path("waits").size();
        return WorkText.seconds(found.path("opened").asText()) + "  " + head(found)
                + (waits == 0 ? "" : ", " + waits + " of it waits");
    }

    /** A request that was refused. The words of one whose content was judged begin with the verdict already. */
    static String refused(JsonNode request) {
        String service = request.path("service").asText();
        String verdict = request.path("verdict").asText();
        String words = request.path("words").asText();
        return request.path("at").asText() + "  request "
                + request.path("requestId").asText() + (service.isEmpty() ? "" : " to " + service) + " was refused: "
                + (words.startsWith(verdict) ? words : (verdict + " " + words).strip());
    }

    /**
     * Its moments, a line each.
     *
     * @param reads whether who read it is told too
     */
    static List<String> lines(JsonNode timeline, boolean reads) {
        List<String> lines = new ArrayList<>();
        List<JsonNode> failed = new ArrayList<>();
        int read = 0;
        for (JsonNode moment : timeline) {
            boolean isRead = moment.path("kind").asText().equals("READ");
            if (isRead && !reads) {
                read++;
                continue;
            }
            if (!failed.isEmpty() && !isSame(failed.get(0), moment)) {
                lines.add(attempts(failed));
                failed.clear();
            }
            if (isFailure(moment)) {
                failed.add(moment);
            } else {
                lines.add(line(moment));
            }
        }
        if (!failed.isEmpty()) {
            lines.add(attempts(failed));
        }
        if (read > 0) {
            lines.add("it was read " + read + " times (--reads says by whom)");
        }
        return lines;
    }

    private static boolean isSame(JsonNode first, JsonNode moment) {
        return isFailure(moment)
                && moment.path("message").asText().equals(first.path("message").asText());
    }

    /** An original that goes to delivery.fallback is postponed too, and has a line of its own. */
    private static boolean isFailure(JsonNode moment) {
        return moment.path("kind").asText().equals("POSTPONED")
                && moment.path("words").asText().contains(FAILED);
    }

    private static String attempts(List<JsonNode> failed) {
        JsonNode first = failed.get(0);
        JsonNode last = failed.get(failed.size() - 1);
        String words = last.path("words").asText();
        int at = words.indexOf(FAILED);
        if (failed.size() == 1) {
            return line(last);
        }
        String why = words.substring(at + FAILED.length()).strip();
        return WorkText.seconds(first.path("at").asText()) + "  " + words.substring(0, at) + " failed " + failed.size()
                + " times until " + WorkText.seconds(last.path("at").asText())
                + (why.isEmpty() ? "" : ", last: " + why.substring(1, why.length() - 1)) + ". It is tried again";
    }

    private static String line(JsonNode moment) {
        String by = moment.path("by").asText();
        return moment.path("at").asText() + "  " + moment.path("words").asText()
                + (by.isEmpty() ? "" : ", by " + by)
                + (moment.hasNonNull("requestId")
                        ? "  [request " + moment.path("requestId").asText() + "]"
                        : "");
    }
}
