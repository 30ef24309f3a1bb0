package io.barsgateway.outbox.attempt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When work that failed is tried again: after {@code first}, doubling each time up to {@code max}, each shortened by up to
 * half at random so that many do not return at once.
 *
 * @param first wait after the first failure
 * @param max longest wait of one message
 * @param pause longest wait of a neighbour that fails: one attempt is made of all that waits for it; never above max
 * @param giveUpAfter age of a message after which a failure sets it aside, under an alarm
 */
@ConfigurationProperties("bars.retry")
public record RetryProperties(
        @DefaultValue("1s") Duration first,
        @DefaultValue("5m") Duration max,
        @DefaultValue("15s") Duration pause,
        @DefaultValue("3d") Duration giveUpAfter) {

    public RetryProperties {
        if (first.isZero() || first.isNegative() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("bars.retry.first must be positive and not above bars.retry.max");
        }
        pause = pause.compareTo(max) > 0 ? max : pause;
        if (pause.isZero() || pause.isNegative() || giveUpAfter.isZero() || giveUpAfter.isNegative()) {
            throw new IllegalArgumentException("bars.retry.pause and bars.retry.give-up-after must be positive");
        }
    }
}
