package io.barsgateway.fhir;

import java.util.Optional;

/**
 * A service in the Endpoint Catalogue, as {@code system|value}. Systems are compared as {@link Systems#same}, values
 * exactly; what came is sent back as it came.
 */
public record ServiceId(String system, String value) {

    /** Reads {@code MessageHeader.source.endpoint} or {@code destination.endpoint}; empty where there is no system|value. */
    public static Optional<ServiceId> ofEndpoint(String endpoint) {
        int bar = endpoint.indexOf('|');
        return bar <= 0 || bar == endpoint.length() - 1
                ? Optional.empty()
                : Optional.of(new ServiceId(endpoint.substring(0, bar), endpoint.substring(bar + 1)));
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
