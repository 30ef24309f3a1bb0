package io.barsgateway.acceptance;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.PatientIdentity;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Message;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A cancel must be about the patient, and a cancelled booking about the time, that we hold: 422 where it says another
 * (bars-workflows 2.5). Anything else in it may be cut down.
 */
@Component
public final class CheckSamePatient {

    public void check(@Variable("message") Message message, @Variable("known") @Nullable CaseState known) {
        if (known == null
                || !message.meaning().isCancel()
                || !message.tenant().reading().cancelMustMatch()) {
            return;
        }
        MessageBundle held = known.merged();
        if (PatientIdentity.of(held).isAnother(PatientIdentity.of(message.bundle()))) {
            throw new Fault(FaultCode.DIFFERS, "The cancel is about another patient than what it would cancel");
        }
        Optional<String> heldStart = start(held);
        Optional<String> start = start(message.bundle());
        if (heldStart.isPresent() && start.isPresent() && !start.equals(heldStart)) {
            throw new Fault(FaultCode.DIFFERS, "Appointment.start of the cancel is not that of the booking");
        }
    }

    private static Optional<String> start(MessageBundle bundle) {
        return bundle.first("Appointment").map(Entry::resource).flatMap(appointment -> Tree.text(appointment, "start"));
    }
}
