package io.barsgateway.respond;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * The case that a report is about: by our reference, or by correlation id where that means one case only. 404 where there is
 * none, 409 where there are several, or where the case no longer takes a report.
 */
@Component
public final class FindReportedCase {

    private final CaseFile cases;
    private final Alarms alarms;

    FindReportedCase(CaseFile cases, Alarms alarms) {
        this.cases = cases;
        this.alarms = alarms;
    }

    public HeldCase find(@Variable("outcome") Outcome outcome, @Variable("localCaller") LocalCaller caller) {
        HeldCase found = outcome.reference() == null
                ? onlyOne(cases.byCorrelationId(String.valueOf(outcome.correlationId())).stream()
                        .filter(held -> held.role() == CaseRole.RECEIVER && caller.mayActFor(held.service()))
                        .toList())
                : cases.byReference(outcome.reference())
                        // Of another tenant is as if it were not there
                        .filter(held -> held.role() == CaseRole.RECEIVER && caller.mayActFor(held.service()))
                        .orElseThrow(() -> new Objection(404, "$.reference", "no case has this reference"));
        if (found.state().status() == Status.CANCELLED) {
            // Somebody works on what its Sender has taken back
            alarms.raise(
                    "outcome-of-cancelled",
                    "a local system reports about a case that its Sender has cancelled: reference "
                            + found.state().reference());
            throw new Objection(409, "$.reference", "the Sender has cancelled this case; no response is sent");
        }
        if (found.state().status() != Status.OPEN) {
            throw new Objection(409, "$.kind", "the last response of this case is held or sent already");
        }
        return found;
    }

    private static HeldCase onlyOne(List<HeldCase> found) {
        if (found.isEmpty()) {
            throw new Objection(404, "$.correlationId", "no case has this correlation id");
        }
        if (found.size() > 1) {
            throw new Objection(
                    409,
                    found.stream()
                            .map(held -> new Objection.Problem(
                                    "$.correlationId",
                                    "several cases have it; name one: reference "
                                            + held.state().reference()))
                            .toList());
        }
        return found.get(0);
    }
}
