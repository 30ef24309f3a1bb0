package io.barsgateway.receive.caller;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Refusal;
import org.springframework.stereotype.Component;

/** How a caller is turned away by a route: our log says why, the stranger gets the one 403 that says nothing. */
@Component
final class TurnAway {

    private final Refusals refusals;

    TurnAway(Refusals refusals) {
        this.refusals = refusals;
    }

    Fault because(Refusal refusal, Connection connection) {
        refusals.note(
                "request",
                connection.address().getHostAddress(),
                refusal,
                connection.chain().isEmpty() ? null : connection.chain().get(0));
        return new Fault(FaultCode.FORBIDDEN, "Forbidden");
    }
}
