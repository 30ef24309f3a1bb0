package io.barsgateway.cases.decide;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.lane.Neighbours;
import io.barsgateway.receive.tenant.Tenants;
import org.springframework.stereotype.Component;

/** The local systems that are asked before a Sender is answered: a lane for the questions of each service. */
@Component
final class DecidingSystems implements Neighbours {

    private final Tenants tenants;
    private final DecisionProperties decision;

    DecidingSystems(Tenants tenants, DecisionProperties decision) {
        this.tenants = tenants;
        this.decision = decision;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.DECIDE;
    }

    @Override
    public String named(String lane) {
        return "decisions of "
                + ServiceId.ofEndpoint(lane).map(ServiceId::value).orElse(lane);
    }

    @Override
    public int workers() {
        return decision.workers();
    }

    @Override
    public int atOnce(String lane) {
        return ServiceId.ofEndpoint(lane)
                .flatMap(tenants::of)
                .map(tenant -> tenant.declared().confirm().atOnce())
                .orElse(1);
    }

    @Override
    public int breakerAfter() {
        return decision.breakerAfter();
    }
}
