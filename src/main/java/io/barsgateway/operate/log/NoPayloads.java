package io.barsgateway.operate.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps messages, tokens and keys out of the log whatever its level: below INFO libraries print the bytes they handle, so
 * only our own loggers, and libraries that handle none, are heard there.
 */
public final class NoPayloads extends TurboFilter {

    private static final String[] HEARD = {"io.barsgateway", "org.springframework.boot", "com.zaxxer.hikari"};

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable failure) {
        // Asked some hundred times for each message: what its level keeps out anyway needs no look at its name
        boolean passes = level.levelInt >= Level.INFO_INT
                || level.levelInt < logger.getEffectiveLevel().levelInt
                || isHeard(logger.getName());
        return passes ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean isHeard(String logger) {
        for (String name : HEARD) {
            if (logger.startsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
