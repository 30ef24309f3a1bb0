package io.barsgateway.cli.send;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sample as if it had been written in the last quarter of an hour: all of its times move by one offset, so that they stay as far apart as
 * they are. A sample that does not say when it was written stays as it is.
 */
final class SampleDates {

    private static final Pattern WRITTEN =
            Pattern.compile("\"(?:timestamp|dispositionTime)\": ?\"([0-9-]{10}T[0-9:]{8})");
    private static final Pattern TIME = Pattern.compile("(?<=\")[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern DATE = Pattern.compile("(?<=\"dateTime\": ?\")[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\")");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /** Slots begin at quarters of an hour, and still do so. */
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    private SampleDates() {}

    /** @param sample as it is shipped, JSON with times in UTC */
    static byte[] until(Instant now, byte[] sample) {
        String text = new String(sample, StandardCharsets.UTF_8);
        Matcher written = WRITTEN.matcher(text);
        if (!written.find()) {
            return sample.clone();
        }
        LocalDateTime began = LocalDateTime.parse(written.group(1));
        long seconds = now.getEpochSecond() - began.toEpochSecond(ZoneOffset.UTC);
        Duration offset = Duration.ofSeconds(Math.floorDiv(seconds, QUARTER) * QUARTER);
        String times = TIME.matcher(text)
                .replaceAll(
                        time -> SECONDS.format(LocalDateTime.parse(time.group()).plus(offset)));
        return DATE.matcher(times)
                .replaceAll(date -> LocalDate.parse(date.group())
                        .atTime(began.toLocalTime())
                        .plus(offset)
                        .toLocalDate()
                        .toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
