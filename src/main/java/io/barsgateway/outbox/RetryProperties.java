package io.barsgateway.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When work that failed is tried again: after {@code first}, doubling each time up to {@code max}, each shortened by up to
 * half at random so that many do not return at once.
 */
@ConfigurationProperties("bars.retry")
public record RetryProperties(
        @DefaultValue("1s") Duration first,
        @DefaultValue("5m") Duration max) {

    public RetryProperties {
        if (first.isZero() || first.isNegative() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("bars.retry.first must be positive and not above bars.retry.max");
        }
    }
}
