package io.barsgateway.delivery;

import io.barsgateway.fhir.ServiceId;
import io.barsgateway.tenant.ServicesProperties;
import io.barsgateway.tenant.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where each service's messages go: its own delivery.url, else bars.delivery.url. Only settings say, never a message. */
@Component
public final class DeliveryAddresses {

    private final List<Tenant> tenants;
    private final Optional<URI> common;

    DeliveryAddresses(ServicesProperties services, DeliveryProperties delivery) {
        tenants = services.services().stream().map(Tenant::of).toList();
        common = Optional.ofNullable(delivery.url());
    }

    /** Whether messages of every service can be handed on. */
    public boolean areComplete() {
        return common.isPresent() || tenants.stream().allMatch(tenant -> tenant.url() != null);
    }

    /** Services whose messages can be handed on; empty where that is all of them. */
    List<ServiceId> deliverable() {
        return common.isPresent()
                ? List.of()
                : tenants.stream()
                        .filter(tenant -> tenant.url() != null)
                        .map(Tenant::id)
                        .toList();
    }

    boolean areNone() {
        return common.isEmpty() && deliverable().isEmpty();
    }

    Optional<URI> of(ServiceId service) {
        return tenants.stream()
                .filter(tenant -> tenant.id().isSame(service))
                .map(Tenant::url)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> common);
    }
}
