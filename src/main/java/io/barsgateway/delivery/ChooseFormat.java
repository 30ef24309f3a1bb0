package io.barsgateway.delivery;

import io.barsgateway.tenant.ServicesProperties.DeliveryFormat;
import io.barsgateway.tenant.Tenants;
import io.barsgateway.work.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** How the local system of a message's service wants to be told; the original where its service says nothing. */
@Component
public final class ChooseFormat {

    private final Tenants tenants;

    ChooseFormat(Tenants tenants) {
        this.tenants = tenants;
    }

    public DeliveryFormat choose(@Variable("work") Work work) {
        return tenants.of(work.service())
                .map(tenant -> tenant.declared().delivery().format())
                .orElse(DeliveryFormat.ORIGINAL);
    }
}
