package io.barsgateway.outbox.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By when what is held should be done: after so long, or at the end of its occurrencePeriod where that is earlier. The standard names
 * no limits but that end; these are ours.
 *
 * @param cancel of a referral, a validation or a booking
 * @param update of one
 * @param cad anything between two ambulance dispatch systems (use cases a6)
 * @param validation a request for one
 * @param referral any other new referral
 * @param booking a new one
 * @param response what we answer to a request, and what a request of ours was answered
 * @param grace how long what has come is on its way and no alarm, however late it came
 * @param every how often what is held is looked at, for health and for alarms
 */
@ConfigurationProperties("bars.due")
public record DueProperties(
        @DefaultValue("15m") Duration cancel,
        @DefaultValue("15m") Duration update,
        @DefaultValue("5m") Duration cad,
        @DefaultValue("30m") Duration validation,
        @DefaultValue("4h") Duration referral,
        @DefaultValue("30m") Duration booking,
        @DefaultValue("30m") Duration response,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("2s") Duration every) {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    public DueProperties {
        if (every.isZero() || every.isNegative() || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "bars.due.every must be positive and at most 5s, since health says what it found");
        }
    }
}
