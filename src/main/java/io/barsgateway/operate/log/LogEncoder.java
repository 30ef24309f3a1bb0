package io.barsgateway.operate.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes each line in the {@link LogFormat} that holds at that moment: text by the pattern in logback.xml, or JSON. */
public final class LogEncoder extends PatternLayoutEncoder {

    private final JsonLine json = new JsonLine();

    @Override
    public byte[] encode(ILoggingEvent event) {
        return LogFormat.current() == LogFormat.JSON ? json.write(event) : super.encode(event);
    }
}
