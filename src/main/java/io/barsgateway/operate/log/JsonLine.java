package io.barsgateway.operate.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

/**
 * One line of the log as a JSON object: time (ISO 8601, UTC, milliseconds), level, logger, thread, event (a code of {@link LogEvent}),
 * message (the words of the text log), ids (those of the line, by name) and exception (its stack trace), the last two where there are any.
 */
final class JsonLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final JsonWriter<ILoggingEvent> writer = JsonWriter.<ILoggingEvent>of(members -> {
                members.add("time", event -> TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
                members.add("level", event -> event.getLevel().toString());
                members.add("logger", ILoggingEvent::getLoggerName);
                members.add("thread", ILoggingEvent::getThreadName);
                members.add("event", event -> LogEvent.codeOf(event.getLoggerName(), event.getMessage()));
                members.add("message", ILoggingEvent::getFormattedMessage);
                members.add("ids", event -> LoggedIds.of(event.getMessage(), event.getArgumentArray()))
                        .whenNotEmpty();
                members.add("exception", JsonLine::trace).whenNotNull();
            })
            .withNewLineAtEnd();

    byte[] write(ILoggingEvent event) {
        return writer.writeToString(event).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? null : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
