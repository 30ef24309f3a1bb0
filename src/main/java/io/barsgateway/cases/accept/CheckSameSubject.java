package io.barsgateway.cases.accept;

import io.barsgateway.cases.CaseState;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.PatientIdentity;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A cancel must be about the patient, and a cancelled booking about the time, that we hold: 422 where it says another
 * (bars-workflows 2.5). Anything else in it may be cut down. An update must be about the same person, under the same fullUrl.
 */
@Component
public final class CheckSameSubject {

    public void check(@Variable("message") Message message, @Variable("known") @Nullable CaseState known) {
        if (known == null || message.meaning().isResponse()) {
            return;
        }
        PatientIdentity held = PatientIdentity.of(known.merged());
        PatientIdentity told = PatientIdentity.of(message.bundle());
        if (message.meaning().isCancel()) {
            if (message.tenant().reading().cancelMustMatch()) {
                checkCancel(message, known, held.isAnother(told));
            }
            return;
        }
        // An NHS number may be corrected by an update; a person may not be exchanged
        if (held.isAnotherPerson(told)) {
            throw new Fault(FaultCode.DIFFERS, "The update is about another patient than what it would update");
        }
        boolean sameName = known.merged()
                .resolve(message.subject().fullUrl())
                .filter(found -> found.type().equals(message.subject().type()))
                .isPresent();
        if (!sameName) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "The fullUrl of the ServiceRequest is not that of the message which it updates");
        }
    }

    private static void checkCancel(Message message, CaseState known, boolean anotherPatient) {
        if (anotherPatient) {
            throw new Fault(FaultCode.DIFFERS, "The cancel is about another patient than what it would cancel");
        }
        Optional<Instant> heldStart = start(known.merged());
        Optional<Instant> start = start(message.bundle());
        if (heldStart.isPresent() && start.isPresent() && !start.equals(heldStart)) {
            throw new Fault(FaultCode.DIFFERS, "Appointment.start of the cancel is not that of the booking");
        }
    }

    private static Optional<Instant> start(MessageBundle bundle) {
        return bundle.first("Appointment")
                .map(Entry::resource)
                .flatMap(appointment -> Tree.text(appointment, "start"))
                .flatMap(Times::parse);
    }
}
