package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.ServiceId;
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

    public Optional<Tenant> of(ServiceId id) {
        return all.stream().filter(tenant -> tenant.id().isSame(id)).findFirst();
    }
}
