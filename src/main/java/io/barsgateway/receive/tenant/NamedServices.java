package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.Tenant;
import org.springframework.stereotype.Component;

/** Which service a local system means by {@code system|value}, or by the bare value. */
@Component
public final class NamedServices {

    private final Tenants tenants;
    private final Partners partners;

    public NamedServices(Tenants tenants, Partners partners) {
        this.tenants = tenants;
        this.partners = partners;
    }

    /** A bare value is that of a service of ours, else of a partner in the settings, else of DoS. */
    public ServiceId of(String text) {
        return ServiceId.ofEndpoint(text)
                .or(() -> tenants.ofValue(text).map(Tenant::id))
                .or(() -> partners.ofValue(text))
                .orElseGet(() -> new ServiceId(Systems.SERVICE_ID, text));
    }
}
