package io.barsgateway.outbox.attempt;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt. Pure but for its dice, which are handed in.
 *
 * @param first after the first failure; doubled after each further one
 * @param max where doubling ends
 * @param dice gives numbers from 0 up to 1: each wait is shortened by up to half, so that many do not return at once
 */
public record Backoff(Duration first, Duration max, DoubleSupplier dice) {

    private static final int MAX_DOUBLINGS = 20;

    /** After that many failures. */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long capped = Math.min(doubled, max.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(capped * (1 - dice.getAsDouble() / 2))));
    }
}
