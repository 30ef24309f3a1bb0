package io.barsgateway.cases.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseKeys;
import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.Cases;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Message;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A referral that names its booking, or a booking its referral: the two are one encounter of the patient. */
@Component
final class OtherHalves {

    private final Cases cases;
    private final CaseRows rows;

    OtherHalves(Cases cases, CaseRows rows) {
        this.cases = cases;
        this.rows = rows;
    }

    /** The ids of the referrals and bookings that a new case names as its other half. */
    static List<String> named(Message message) {
        ObjectNode subject = message.subject().resource();
        return Stream.of("supportingInfo", "basedOn")
                .flatMap(element -> Tree.list(subject, element).stream())
                .flatMap(reference -> Tree.text(reference, "reference").stream())
                .filter(reference -> reference.startsWith("Appointment/") || reference.startsWith("ServiceRequest/"))
                .map(reference -> reference.substring(reference.indexOf('/') + 1))
                .toList();
    }

    /** Links the case with each that it names, where that is open, the only one of that id, and about no other patient. */
    void link(Attempt attempt, CaseState state, List<String> named) {
        String nhsNumber = CaseKeys.of(state.merged()).nhsNumber();
        for (String id : named) {
            List<UUID> other = cases.openBySubjectId(attempt.service(), id, nhsNumber);
            if (other.size() == 1) {
                rows.link(state.id(), other.get(0));
            }
        }
    }

    /** What it was linked with stays, alone. */
    void decouple(CaseState state) {
        rows.decouple(state.id());
    }
}
