package io.barsgateway.caller;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.inbound.Connection;
import io.barsgateway.pki.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a caller is turned away by a route: our log says why, the stranger gets the one 403 that says nothing. */
final class Refusal {

    private static final Logger log = LoggerFactory.getLogger(Refusal.class);

    private Refusal() {}

    static Fault of(Connection connection, String reason) {
        log.warn(
                "Refused caller address={} stage=request reason=\"{}\" certificate=\"{}\"",
                connection.address().getHostAddress(),
                reason,
                Certificates.label(connection.chain().get(0)));
        return new Fault(FaultCode.FORBIDDEN, "Forbidden");
    }
}
