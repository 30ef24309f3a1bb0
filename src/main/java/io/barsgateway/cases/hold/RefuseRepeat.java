package io.barsgateway.cases.hold;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.sql.SQLException;
import java.time.Clock;
import org.apache.camel.Variable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * 409 duplicate for a message whose X-Request-Id was accepted before, where its service judges content first
 * (docs/conformance.md, W8.6); where it does not, BeginRequest has said so already.
 */
@Component
public final class RefuseRepeat {

    private final Outcomes outcomes;

    RefuseRepeat(Clock clock) {
        this.outcomes = new Outcomes(clock);
    }

    public void refuse(@Variable("transaction") RequestTransaction transaction) {
        if (!transaction.isRepeat()) {
            return;
        }
        try {
            outcomes.claim(transaction);
        } catch (SQLException | DataAccessException e) {
            throw new Fault(FaultCode.UNAVAILABLE, "Messages cannot be held at the moment", e);
        }
        throw Outcomes.duplicate();
    }
}
