package io.barsgateway.deliver.address;

import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.DestinationRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Handing accepted messages to local systems.
 *
 * @param url that messages of services without a delivery.url of their own are posted to; absent, they are held
 * @param auth what shows the local system at url who we are
 * @param roots PEM files of the CAs behind https URLs, those of token endpoints too; absent, the JVM's own
 * @param every how often work that has become due is looked for
 * @param returnEvery how often requests are looked for that are returned since they cannot be delivered in time
 * @param workers deliveries at once, of all services together; an idle worker ends
 * @param atOnce deliveries at once of a service that sets no delivery.at-once
 * @param breakerAfter failures in a row after which a service has one delivery at a time, until one succeeds
 * @param connectTimeout to the local system
 * @param responseTimeout longest silence while an answer is awaited
 * @param deadline for a whole attempt, from its connection to the last byte of the answer
 * @param tokenTimeout for fetching a token from a token endpoint of an auth, from the connection to the last byte of the answer
 * @param lease after which a delivery that was never settled, its gateway killed, is tried again; longer than the deadline
 */
@ConfigurationProperties("bars.delivery")
public record DeliveryProperties(
        @Nullable URI url,
        @DefaultValue Authentication auth,
        @DefaultValue List<Path> roots,
        @DefaultValue("200ms") Duration every,
        @DefaultValue("5s") Duration returnEvery,
        @DefaultValue("64") int workers,
        @DefaultValue("4") int atOnce,
        @DefaultValue("5") int breakerAfter,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("3s") Duration tokenTimeout,
        @DefaultValue("60s") Duration lease) {

    public DeliveryProperties {
        roots = List.copyOf(roots);
        DestinationRules.check("bars.delivery", url, null, auth);
        if (lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("bars.delivery.lease must be longer than bars.delivery.deadline");
        }
        if (workers < 2 || atOnce < 1 || breakerAfter < 1) {
            throw new IllegalArgumentException(
                    "bars.delivery.workers must be 2 or more, at-once and breaker-after 1 or more");
        }
    }
}
