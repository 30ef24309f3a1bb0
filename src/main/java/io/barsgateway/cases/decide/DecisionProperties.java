package io.barsgateway.cases.decide;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How decisions of local systems are waited for.
 *
 * @param connectTimeout to the local system that is asked
 * @param responseTimeout for its answer; the Sender has heard 408 by then where it is longer than the deadline
 * @param unclaimedAfter how long an acceptance that was never acknowledged waits for the Sender's retry before it is an alarm
 * @param lookEvery how often those are looked for
 */
@ConfigurationProperties("bars.decision")
public record DecisionProperties(
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("5m") Duration unclaimedAfter,
        @DefaultValue("30s") Duration lookEvery) {}
