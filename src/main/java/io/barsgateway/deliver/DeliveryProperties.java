package io.barsgateway.deliver;

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
 * @param roots PEM files of the CAs behind https URLs; absent, the JVM's own
 * @param every how often work that has become due is looked for
 * @param workers deliveries at once
 * @param connectTimeout to the local system
 * @param responseTimeout from the end of the request to the answer
 * @param lease after which a delivery that was never settled, its gateway killed, is tried again; longer than both time-outs
 */
@ConfigurationProperties("bars.delivery")
public record DeliveryProperties(
        @Nullable URI url,
        @DefaultValue List<Path> roots,
        @DefaultValue("200ms") Duration every,
        @DefaultValue("8") int workers,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("60s") Duration lease) {

    public DeliveryProperties {
        roots = List.copyOf(roots);
        if (lease.compareTo(connectTimeout.plus(responseTimeout)) <= 0) {
            throw new IllegalArgumentException(
                    "bars.delivery.lease must be longer than connect-timeout and response-timeout together");
        }
    }
}
