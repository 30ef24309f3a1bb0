package io.barsgateway.cases.accept;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.service.Choice;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An update or a cancel names its case by id; the patient in it is a cross-check (docs/conformance.md, W4.5a): 422
 * and an alarm where
 * it is surely somebody else's, a warning where it may be the same person, since a refused update is lost. A cancel that is
 * in doubt is 422, and so is one of a booking that states something else than was booked. A response has been matched before;
 * what it states otherwise is a warning.
 */
@Component
public final class CheckSameSubject {

    private final Alarms alarms;

    CheckSameSubject(Alarms alarms) {
        this.alarms = alarms;
    }

    public SameSubject check(@Variable("message") Message message, @Variable("known") @Nullable HeldCase held) {
        if (held == null) {
            return SameSubject.NOTHING_ODD;
        }
        CaseState known = held.state();
        ComparedPatient patient =
                new ComparedPatient(PatientIdentity.of(known.merged()), PatientIdentity.of(message.bundle()));
        if (message.meaning().isResponse()) {
            return new SameSubject(patient.conflicts());
        }
        if (message.meaning() == Meaning.CANCEL_BOOKING) {
            checkBooking(message, known, patient);
        } else if (message.tenant().reads(Choice.COMPARES_PATIENT)) {
            checkPatient(message, known, patient);
        }
        if (!message.meaning().isCancel()) {
            checkName(message, known);
        }
        List<String> warnings = patient.warnings();
        return warnings.isEmpty() ? SameSubject.NOTHING_ODD : new SameSubject(warnings);
    }

    private void checkBooking(Message message, CaseState known, ComparedPatient patient) {
        if (!message.tenant().reads(Choice.CANCEL_MUST_MATCH)) {
            return;
        }
        boolean exactly = message.tenant().reads(Choice.BOOKING_CANCEL_IS_EXACT);
        if (exactly && !patient.warnings().isEmpty()) {
            throw new Fault(FaultCode.DIFFERS, patient.warnings().get(0) + "; a cancel must state what was booked");
        }
        checkPatient(message, known, patient);
        Optional<String> difference = new CancelledBooking(known.merged(), message.bundle()).difference();
        if (difference.isPresent()) {
            throw new Fault(
                    FaultCode.DIFFERS,
                    difference.get() + " is another than was booked; a cancel must state what was booked");
        }
    }

    private void checkPatient(Message message, CaseState known, ComparedPatient patient) {
        String alarm = "patient " + known.reference();
        if (patient.isSurelyAnother()) {
            alarms.raise(
                    alarm,
                    "a message about " + known.reference()
                            + " names another patient and was refused: ask its Sender which of the two is meant");
            throw new Fault(
                    FaultCode.DIFFERS,
                    "Patient is another person than the one of this case: " + String.join("; ", patient.warnings()));
        }
        boolean cancelInDoubt =
                message.meaning().isCancel() && message.tenant().reads(Choice.CANCEL_MUST_MATCH) && patient.isInDoubt();
        if (cancelInDoubt) {
            throw new Fault(
                    FaultCode.DIFFERS,
                    String.join("; ", patient.warnings()) + "; a cancel must be about the patient of its case");
        }
        alarms.end(alarm);
    }

    private static void checkName(Message message, CaseState known) {
        boolean sameName = known.merged()
                .resolve(message.subject().fullUrl())
                .filter(found -> found.type().equals(message.subject().type()))
                .isPresent();
        if (!sameName) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "Bundle.entry.fullUrl of the " + message.subject().type()
                            + " is not that of the message which it updates: "
                            + Stated.value(message.subject().fullUrl()));
        }
    }
}
