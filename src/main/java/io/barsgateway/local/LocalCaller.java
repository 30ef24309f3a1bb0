package io.barsgateway.local;

import io.barsgateway.fhir.ServiceId;
import java.util.List;

/**
 * A local system that may use the local side.
 *
 * @param name of its credential
 * @param services ids that it may act for, as value or system|value; all where it holds all
 */
public record LocalCaller(String name, List<String> services) {

    private static final String ALL = "all";

    public LocalCaller {
        services = List.copyOf(services);
    }

    /** Whoever is on this machine, where no credentials are configured. */
    static LocalCaller ofThisMachine() {
        return new LocalCaller("this-machine", List.of(ALL));
    }

    /** Whether it may act for that service. */
    public boolean mayActFor(ServiceId service) {
        return services.contains(ALL) || services.contains(service.value()) || services.contains(service.toString());
    }
}
