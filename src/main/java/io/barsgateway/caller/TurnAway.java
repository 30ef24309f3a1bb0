package io.barsgateway.caller;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.handshake.Refusals;
import io.barsgateway.inbound.Connection;
import io.barsgateway.pki.Refusal;
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
