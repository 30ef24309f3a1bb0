package io.barsgateway.deliver;

import io.barsgateway.outbox.Work;
import io.barsgateway.receive.tenant.Tenants;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The mapping file of a message's service, by its path in the routes folder; empty where it has none, and for what goes to the fallback. */
@Component
public final class ChooseMapping {

    private static final String NONE = "";

    private final Tenants tenants;

    ChooseMapping(Tenants tenants) {
        this.tenants = tenants;
    }

    public String choose(@Variable("work") Work work) {
        return work.fallback()
                ? NONE
                : tenants.of(work.service())
                        .flatMap(tenant ->
                                Optional.ofNullable(tenant.declared().delivery().mapping()))
                        .orElse(NONE);
    }
}
