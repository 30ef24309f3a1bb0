package io.barsgateway.local;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fhir.identity.ServiceScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may use the local side: a local system, a monitor or a person.
 *
 * @param name of its credential
 * @param services ids that it may act for, as value or system|value; all where it holds all
 */
public record LocalCaller(String name, List<String> services, Set<Role> roles) {

    private static final String ALL = "all";

    public LocalCaller {
        services = List.copyOf(services);
        roles = Set.copyOf(roles);
    }

    /** Whoever is on this machine, where no credentials are configured: a local system. */
    static LocalCaller ofThisMachine() {
        return new LocalCaller("this-machine", List.of(ALL), Set.of(Role.SYSTEM));
    }

    /** Whoever may read the home of the gateway: everything. */
    public static LocalCaller ofHome() {
        return new LocalCaller("operator", List.of(ALL), EnumSet.allOf(Role.class));
    }

    /** Whether it may do that, for its services. */
    public boolean mayBe(Role role) {
        return role == Role.MONITOR || roles.contains(role);
    }

    /** Whether it may act for every service, and so for the gateway as a whole. */
    public boolean mayActForAll() {
        return services.contains(ALL);
    }

    /** Whether it may act for that service. */
    public boolean mayActFor(ServiceId service) {
        return scope().includes(service);
    }

    /** The services that it may see. */
    public ServiceScope scope() {
        return new ServiceScope(mayActForAll(), services);
    }

    /** Whether that alarm is about one of its services; about the gateway as a whole it hears where it may see all. */
    public boolean mayHearOf(String subject) {
        return mayActForAll()
                || Stream.of(subject.split("[ |]")).anyMatch(word -> services.stream()
                        .anyMatch(service ->
                                service.substring(service.indexOf('|') + 1).equals(word)));
    }
}
