package io.barsgateway.fhir.identity;

import java.util.List;

/**
 * The services that somebody may see.
 *
 * @param all whether that is every one
 * @param named else these, as value or system|value
 */
public record ServiceScope(boolean all, List<String> named) {

    public ServiceScope {
        named = List.copyOf(named);
    }

    public boolean includes(ServiceId service) {
        return all || named.contains(service.value()) || named.contains(service.toString());
    }
}
