package io.barsgateway.receive.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who calls us. Absent, the environment's preset holds; an empty list lets nobody in.
 *
 * @param names exact names, in any case, that the caller's certificate may bear; no wildcards
 * @param addresses IP addresses and CIDR ranges to accept connections from (NHS page Onboarding)
 */
@ConfigurationProperties("bars.caller")
public record CallerProperties(
        @Nullable List<String> names, @Nullable List<String> addresses) {

    public CallerProperties {
        names = names == null ? null : List.copyOf(names);
        addresses = addresses == null ? null : List.copyOf(addresses);
    }
}
