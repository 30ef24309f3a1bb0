package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Request;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every service that this gateway receives for. */
@Component
public final class Tenants {

    private final List<Tenant> all;

    public Tenants(ServicesProperties services) {
        all = services.services().stream().map(Tenant::of).toList();
    }

    public List<Tenant> all() {
        return all;
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
                        TargetIdentifier.HEADER + " names a service that is not served here: "
                                + Stated.value(target.toString())));
    }

    public Optional<Tenant> of(ServiceId id) {
        return all.stream().filter(tenant -> tenant.id().isSame(id)).findFirst();
    }
}
