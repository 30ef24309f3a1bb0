package io.barsgateway.cases.diary;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The names by which slots of CSV are told from others, for all files of one service: of those that begin together and end apart
 * the first has the name that it would have alone.
 */
final class SlotNames {

    private final Map<String, Instant> firstEnds = new HashMap<>();

    /** The same for the same schedule and times. */
    String of(String schedule, Instant start, Instant end) {
        Instant first = firstEnds.computeIfAbsent(schedule + "|" + start, any -> end);
        return first.equals(end) ? schedule : schedule + "|" + end;
    }
}
