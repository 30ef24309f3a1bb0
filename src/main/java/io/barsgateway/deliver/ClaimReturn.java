package io.barsgateway.deliver;

import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.queue.ReturnedWork;
import io.barsgateway.receive.service.ServicesProperties.Undeliverable;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stops the delivery of a validation request that is almost due and cannot have reached its local system, of a service that returns
 * such requests; nothing where there is none.
 */
@Component
public final class ClaimReturn {

    private final ReturnedWork returned;
    private final Tenants tenants;
    private final DeliveryProperties delivery;

    ClaimReturn(ReturnedWork returned, Tenants tenants, DeliveryProperties delivery) {
        this.returned = returned;
        this.tenants = tenants;
        this.delivery = delivery;
    }

    public @Nullable Work claim() {
        return tenants.all().stream()
                .filter(tenant -> tenant.declared().delivery().onUndeliverable() == Undeliverable.RETURN)
                .flatMap(tenant -> claim(tenant).stream())
                .findFirst()
                .orElse(null);
    }

    private Optional<Work> claim(Tenant tenant) {
        return returned.claimReturn(tenant.id(), tenant.declared().delivery().returnBefore(), delivery.lease());
    }
}
