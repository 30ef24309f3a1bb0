package io.barsgateway.outbox.token;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a token endpoint that fails is left alone: {@code bars.retry.first}, doubled up to {@code pause}, or longer where it asks for that
 * (RFC 9110, Retry-After), up to {@code max}. Whoever wants a token meanwhile fails at once, with the endpoint's last words.
 *
 * @param failures in a row
 * @param from when the last one was
 * @param lasts from then on
 * @param words of the last one
 */
record TokenPause(int failures, Instant from, Duration lasts, String words) {

    static final TokenPause NONE = new TokenPause(0, Instant.EPOCH, Duration.ZERO, "");

    private static final int MAX_DOUBLINGS = 20;

    /** Fails while it lasts; a clock that was set back ends it. */
    void check(Instant now) {
        if (!now.isBefore(from) && now.isBefore(from.plus(lasts))) {
            throw new TryAgain(words, Duration.between(now, from.plus(lasts)));
        }
    }

    TokenPause after(TryAgain failure, Instant now, RetryProperties retry) {
        Duration doubled = retry.first().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        Duration ours = shorter(doubled, retry.pause());
        Duration asked = shorter(failure.notBefore(), retry.max());
        return new TokenPause(
                failures + 1, now, asked.compareTo(ours) > 0 ? asked : ours, String.valueOf(failure.getMessage()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
