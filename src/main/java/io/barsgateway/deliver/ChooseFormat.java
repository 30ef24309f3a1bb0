package io.barsgateway.deliver;

import io.barsgateway.outbox.Work;
import io.barsgateway.receive.service.ServicesProperties.DeliveryFormat;
import io.barsgateway.receive.tenant.Tenants;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** How the local system of a message's service wants to be told; the original where its service
 * says nothing, and where no view of it could be made. */
@Component
public final class ChooseFormat {

    private final Tenants tenants;

    ChooseFormat(Tenants tenants) {
        this.tenants = tenants;
    }

    public DeliveryFormat choose(@Variable("work") Work work) {
        return work.fallback()
                ? DeliveryFormat.ORIGINAL
                : tenants.of(work.service())
                        .map(tenant -> tenant.declared().delivery().format())
                        .orElse(DeliveryFormat.ORIGINAL);
    }
}
