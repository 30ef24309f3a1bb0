package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.util.List;
import org.springframework.stereotype.Component;

/** The services of the settings, as an operator names and sees them. */
@Component
final class OurServices {

    private final Tenants tenants;
    private final ServicePauses pauses;

    OurServices(Tenants tenants, ServicePauses pauses) {
        this.tenants = tenants;
        this.pauses = pauses;
    }

    /** The one with that id, value or system|value; 404 where there is none that the caller may see. */
    Tenant named(String id, LocalCaller caller) {
        return tenants.all().stream()
                .filter(tenant -> caller.mayActFor(tenant.id()))
                .filter(tenant ->
                        tenant.id().value().equals(id) || tenant.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new Objection(
                        404, "$", "no service of ours has the id " + Stated.value(id) + ": bars service list"));
    }

    /** Ids of those that the caller may see; empty where it may see all. */
    List<String> seenBy(LocalCaller caller) {
        return caller.mayActForAll()
                ? List.of()
                : tenants.all().stream()
                        .map(Tenant::id)
                        .filter(caller::mayActFor)
                        .map(ServiceId::value)
                        .toList();
    }

    /** Those that the caller may see, with their pauses. */
    ObjectNode json(LocalCaller caller) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode all = node.putArray("services");
        for (Tenant tenant : tenants.all()) {
            if (caller.mayActFor(tenant.id())) {
                ObjectNode one = all.addObject();
                one.put("service", tenant.id().toString())
                        .put("name", tenant.declared().name());
                pauses.of(tenant.id().toString()).ifPresent(pause -> one.set("paused", WorkJson.paused(pause)));
            }
        }
        return node;
    }
}
