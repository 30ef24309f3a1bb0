package io.barsgateway.receive.tenant;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.service.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every service that this gateway receives for; the settings may change while it runs. */
@Component
public final class Tenants {

    /** Of a request that is answered 404 for its service. */
    public static final String NOT_SERVED = "names a service that is not served here";

    private final Replaceable<Served> served;

    /** @param byValue those whose ids have that value, of whatever system */
    private record Served(List<Tenant> all, Map<String, List<Tenant>> byValue) {

        static Served of(List<Tenant> tenants) {
            return new Served(List.copyOf(tenants), tenants.stream().collect(Collectors.groupingBy(tenant -> tenant.id()
                    .value())));
        }
    }

    public Tenants(ServicesProperties services) {
        served = new Replaceable<>(Served.of(services.tenants()));
    }

    public List<Tenant> all() {
        return served.get().all();
    }

    /**
     * The service that a request names in its NHSD-Target-Identifier.
     *
     * @throws Fault 400 where the header is missing or cannot be read, 404 where we do not serve that service
     */
    public Tenant named(Request request) {
        ServiceId target = TargetIdentifier.of(request);
        return of(target)
                .orElseThrow(() -> new Fault(
                        FaultCode.NOT_FOUND,
                        TargetIdentifier.HEADER + " " + NOT_SERVED + ": " + Stated.value(target.toString())));
    }

    public Optional<Tenant> of(ServiceId id) {
        return served.get().byValue().getOrDefault(id.value(), List.of()).stream()
                .filter(tenant -> tenant.id().isSame(id))
                .findFirst();
    }

    /** The first whose id has that value, of whatever system. */
    Optional<Tenant> ofValue(String value) {
        return served.get().byValue().getOrDefault(value, List.of()).stream().findFirst();
    }

    /** From now on these are served, and no others. */
    void replace(List<Tenant> next) {
        served.set(Served.of(next));
    }
}
