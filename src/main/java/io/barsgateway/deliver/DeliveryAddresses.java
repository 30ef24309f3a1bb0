package io.barsgateway.deliver;

import io.barsgateway.fhir.ServiceId;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where each service's messages go: its own delivery.url, else bars.delivery.url. Only settings say, never a message. */
@Component
public final class DeliveryAddresses {

    private final Tenants tenants;
    private final Optional<URI> common;

    DeliveryAddresses(Tenants tenants, DeliveryProperties delivery) {
        this.tenants = tenants;
        common = Optional.ofNullable(delivery.url());
    }

    /** Whether messages of every service can be handed on. */
    public boolean areComplete() {
        return common.isPresent() || tenants.all().stream().allMatch(tenant -> url(tenant) != null);
    }

    /** Services whose messages can be handed on. What is held for one that the settings have no more waits until it is there again. */
    List<ServiceId> deliverable() {
        return tenants.all().stream()
                .filter(tenant -> common.isPresent() || url(tenant) != null)
                .map(Tenant::id)
                .toList();
    }

    boolean areNone() {
        return deliverable().isEmpty();
    }

    Optional<URI> of(ServiceId service) {
        return tenants.of(service)
                .flatMap(tenant -> Optional.ofNullable(url(tenant)).or(() -> common));
    }

    /** Where originals go of which no view can be made. */
    Optional<URI> fallback(ServiceId service) {
        return tenants.of(service)
                .flatMap(tenant ->
                        Optional.ofNullable(tenant.declared().delivery().fallback()));
    }

    private static @Nullable URI url(Tenant tenant) {
        return tenant.declared().delivery().url();
    }
}
