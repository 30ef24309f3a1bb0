package io.barsgateway.cases.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseKeys;
import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.Cases;
import io.barsgateway.fhir.Tree;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A referral that names its booking, or a booking its referral: the two are one encounter of the patient. */
@Component
final class OtherHalves {

    /** One that is not empty, of whichever version. */
    private static final Pattern NAMED = Pattern.compile("(?:Appointment|ServiceRequest)/([^/]+)(?:/_history/[^/]*)?");

    private final Cases cases;
    private final CaseRows rows;

    OtherHalves(Cases cases, CaseRows rows) {
        this.cases = cases;
        this.rows = rows;
    }

    /** The ids of the referrals and bookings that the subject of a new case names as its other half. */
    static List<String> named(ObjectNode subject) {
        return Stream.of("supportingInfo", "basedOn")
                .flatMap(element -> Tree.list(subject, element).stream())
                .flatMap(reference -> Tree.text(reference, "reference").stream())
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .map(named -> named.group(1))
                .distinct()
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
