package io.barsgateway.operate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps messages, tokens and keys out of the log whatever its level: below INFO libraries print the bytes they handle, so
 * only our own loggers, and libraries that handle none, are heard there.
 */
public final class NoPayloads extends TurboFilter {

    private static final List<String> HEARD =
            List.of("io.barsgateway", "org.springframework.boot", "com.zaxxer.hikari");

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable failure) {
        boolean heard = level.isGreaterOrEqual(Level.INFO)
                || HEARD.stream().anyMatch(name -> logger.getName().startsWith(name));
        return heard ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
