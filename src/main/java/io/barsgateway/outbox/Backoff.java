package io.barsgateway.outbox;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt. Pure but for its dice, which are handed in. */
final class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private final RetryProperties retry;
    private final DoubleSupplier dice;

    /** {@code dice} gives numbers from 0 up to 1. */
    Backoff(RetryProperties retry, DoubleSupplier dice) {
        this.retry = retry;
        this.dice = dice;
    }

    /** After that many attempts have failed. */
    Duration after(int attempts) {
        long doubled = retry.first().toMillis() << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long capped = Math.min(doubled, retry.max().toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(capped * (1 - dice.getAsDouble() / 2))));
    }
}
