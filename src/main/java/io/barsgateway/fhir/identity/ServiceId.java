package io.barsgateway.fhir.identity;

import io.barsgateway.fhir.Systems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service in the Endpoint Catalogue, as {@code system|value}. Systems are compared as {@link Systems#same}, values
 * exactly; what came is sent back as it came.
 */
public record ServiceId(String system, String value) {

    private static final Pattern BAR = Pattern.compile("\\||%7[Cc]");

    /** Reads {@code MessageHeader.source.endpoint} or {@code destination.endpoint}; empty where there is no system|value. */
    public static Optional<ServiceId> ofEndpoint(String endpoint) {
        // A URL has no |, so some write it escaped
        Matcher bar = BAR.matcher(endpoint);
        return bar.find() && bar.start() > 0 && bar.end() < endpoint.length()
                ? Optional.of(new ServiceId(endpoint.substring(0, bar.start()), endpoint.substring(bar.end())))
                : Optional.empty();
    }

    public boolean isSame(ServiceId other) {
        return value.equals(other.value) && Systems.same(system, other.system);
    }

    /** As an endpoint URI. */
    @Override
    public String toString() {
        return system + "|" + value;
    }
}
