package io.barsgateway.answer;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import org.springframework.stereotype.Component;

/** Answers a BaRS operation that this gateway does not offer yet: 501, which a Sender can tell from an outage. */
@Component
public final class RefuseOperation {

    @SuppressWarnings("DoNotCallSuggester")
    public void refuse() {
        throw new Fault(FaultCode.NOT_IMPLEMENTED, "This operation is not offered here");
    }
}
