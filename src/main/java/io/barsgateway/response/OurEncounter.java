package io.barsgateway.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.casefile.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.local.Objection;
import io.barsgateway.response.Outcome.Kind;
import java.time.Instant;
import java.util.Optional;

/** Our Encounter as a report leaves it: its new status and reason; its start stays when we acknowledged, its end when done. */
record OurEncounter(HeldCase held, Outcome outcome, String now) {

    /** Changes it in the state, and says its new status. */
    String change(MessageBundle state) {
        ObjectNode encounter = state.resolve(held.state().encounter())
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("A validation holds our Encounter"));
        String status = status();
        encounter.put("status", status);
        encounter.withObject("meta").put("lastUpdated", now);
        encounter.remove("reasonCode");
        ObjectNode reason = encounter.putArray("reasonCode").addObject();
        reason.putArray("coding")
                .addObject()
                .put("system", Systems.ENCOUNTER_REASON)
                .put("code", "validation-triage-outcome")
                .put("display", "Validation of triage outcome");
        if (outcome.reason() != null) {
            reason.put("text", outcome.reason());
        }
        if (outcome.kind() == Kind.full) {
            end(encounter);
        }
        return status;
    }

    private String status() {
        if (outcome.status() != null) {
            return outcome.status();
        }
        return outcome.kind() == Kind.interim ? "in-progress" : "finished";
    }

    private void end(ObjectNode encounter) {
        String finished = outcome.finishedAt() == null ? now : outcome.finishedAt();
        Optional<Instant> end = Times.parse(finished);
        if (end.isEmpty()) {
            throw new Objection(400, "$.finishedAt", "is not a date and time with an offset");
        }
        Optional<Instant> start = Tree.text(encounter, "period", "start").flatMap(Times::parse);
        if (start.isPresent() && end.get().isBefore(start.get())) {
            throw new Objection(400, "$.finishedAt", "is before the request was acknowledged");
        }
        encounter.withObject("period").put("end", finished);
    }
}
