package io.barsgateway.receive.tenant;

import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The service that NHSD-Target-Identifier names, Base64 of {@code {"system":…,"value":…}}; 404 where we do not serve it. */
@Component
public final class FindTenant {

    private final Tenants tenants;

    FindTenant(Tenants tenants) {
        this.tenants = tenants;
    }

    public Tenant find(@Variable("request") Request request) {
        return tenants.named(request);
    }
}
