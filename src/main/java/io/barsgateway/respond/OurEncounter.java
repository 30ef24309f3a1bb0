package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.template.CodeableConcept;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import java.time.Instant;
import java.util.Optional;

/** Our Encounter as a report leaves it: its new status and reason; its start stays when we acknowledged, its end when done. */
record OurEncounter(HeldCase held, Outcome outcome, ResponseChoices choices, String now) {

    private static final String REJECTED_REASONS = "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars";

    /** Changes it in the state, and says its new status. */
    String change(MessageBundle state) {
        ObjectNode encounter = state.resolve(held.state().encounter())
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("A referral or validation holds our Encounter"));
        String status = status();
        encounter.put("status", status);
        encounter.withObject("meta").put("lastUpdated", now);
        encounter.remove("reasonCode");
        switch (outcome.kind()) {
            case INTERIM, FULL ->
                because(
                        encounter,
                        CodeableConcept.of(
                                Systems.ENCOUNTER_REASON,
                                "validation-triage-outcome",
                                "Validation of triage outcome",
                                outcome.reason()));
            case REJECTED ->
                because(
                        encounter,
                        CodeableConcept.of(
                                REJECTED_REASONS, String.valueOf(outcome.rejection()), null, outcome.reason()));
            case STATUS, SAFEGUARDING_DNA -> {
                // Its status says all
            }
        }
        if (status.equals("finished") || status.equals("cancelled") || outcome.kind() == Outcome.Kind.FULL) {
            end(encounter);
        }
        return status;
    }

    private String status() {
        return switch (outcome.kind()) {
            case INTERIM -> "in-progress";
            case FULL -> outcome.status() == null ? "finished" : outcome.status();
            case REJECTED ->
                held.category().equals("validation") && choices.rejection() == RejectionStyle.SERVICE_REQUEST_REVOKED
                        ? "triaged"
                        : "cancelled";
            case STATUS -> String.valueOf(outcome.status());
            case SAFEGUARDING_DNA -> throw new IllegalStateException("It says nothing of our Encounter");
        };
    }

    private static void because(ObjectNode encounter, ObjectNode reason) {
        encounter.putArray("reasonCode").add(reason);
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
