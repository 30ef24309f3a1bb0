package io.barsgateway.cases.hold;

import io.barsgateway.cases.decide.Decider;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.duty.ServicePauses.Mode;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * While a person has paused a service, new messages for it hear 503, and their Senders try again or elsewhere. What follows in a case
 * that is held already is taken: a cancel that is refused sends somebody out for nothing. What only the local system could decide hears
 * 503 in any case, since it is asked nothing.
 */
@Component
public final class RefuseWhilePaused {

    private final ServicePauses pauses;

    RefuseWhilePaused(ServicePauses pauses) {
        this.pauses = pauses;
    }

    public void refuse(@Variable("message") Message message, @Variable("decider") Decider decider) {
        pauses.of(message.tenant().id().toString())
                .filter(pause -> decider == Decider.LOCAL_SYSTEM
                        || (pause.mode() == Mode.ALL && message.meaning().isNew()))
                .ifPresent(pause -> {
                    throw new Fault(FaultCode.UNAVAILABLE, "The service takes no new messages at the moment");
                });
    }
}
