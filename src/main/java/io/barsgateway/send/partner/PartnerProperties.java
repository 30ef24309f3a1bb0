package io.barsgateway.send.partner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How services that we send to are asked what they take.
 *
 * @param ask whether they are asked before the first message (guide: MUST)
 * @param remember how long their answer holds; 24 hours at most, 12 are advised (guide, Caching)
 * @param respondsWithin after which a response that is owed to us and has not come is an alarm, where the request says no time
 */
@ConfigurationProperties("bars.partner")
public record PartnerProperties(
        @DefaultValue("true") boolean ask,
        @DefaultValue("12h") Duration remember,
        @DefaultValue("30m") Duration respondsWithin) {

    private static final Duration LONGEST = Duration.ofHours(24);

    public PartnerProperties {
        if (remember.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bars.partner.remember is longer than 24h, which the guide forbids");
        }
    }
}
