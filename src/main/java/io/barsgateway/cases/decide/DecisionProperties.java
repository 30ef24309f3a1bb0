package io.barsgateway.cases.decide;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How decisions of local systems are waited for.
 *
 * @param connectTimeout to the local system that is asked
 * @param deadline from the connection to the last byte of its answer; where it is longer than bars.inbound.answer-timeout, the Sender
 *     hears 408 first, and its retry hears what was decided
 * @param lease how long a repeat is 425 where the gateway that asked was killed; longer than the deadline
 * @param workers questions asked at the same time in all
 * @param breakerAfter failures in a row after which a service is asked one question at a time, after waits up to bars.retry.pause
 * @param unclaimedAfter how long an acceptance that was never acknowledged waits for the Sender's retry before it is an alarm
 * @param lookEvery how often those are looked for
 */
@ConfigurationProperties("bars.decision")
public record DecisionProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("4s") Duration deadline,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("100") int workers,
        @DefaultValue("5") int breakerAfter,
        @DefaultValue("5m") Duration unclaimedAfter,
        @DefaultValue("30s") Duration lookEvery) {

    public DecisionProperties {
        if (workers < 1 || breakerAfter < 1) {
            throw new IllegalArgumentException("bars.decision.workers and breaker-after must be 1 or more");
        }
        if (lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("bars.decision.lease must be longer than bars.decision.deadline");
        }
    }
}
