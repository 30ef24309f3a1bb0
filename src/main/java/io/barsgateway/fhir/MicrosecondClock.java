package io.barsgateway.fhir;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A clock in microseconds, which is what the store keeps: a time read back equals the time written. {@link Clock#tick} gives one
 * whose {@link #millis()} divides by zero.
 */
public final class MicrosecondClock extends Clock {

    private final Clock precise;

    public MicrosecondClock(Clock precise) {
        this.precise = precise;
    }

    @Override
    public Instant instant() {
        return precise.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return precise.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MicrosecondClock(precise.withZone(zone));
    }
}
