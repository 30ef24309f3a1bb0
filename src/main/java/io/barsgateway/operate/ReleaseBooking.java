package io.barsgateway.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.decide.ReleaseUnclaimed;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.AuditedWords;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Releases an unclaimed booking; {@code {"reference":…,"reason":…}}. */
@Component
public final class ReleaseBooking {

    private final ReleaseUnclaimed unclaimed;

    ReleaseBooking(ReleaseUnclaimed unclaimed) {
        this.unclaimed = unclaimed;
    }

    public Answer release(@Variable("request") Request request, @Variable("localCaller") LocalCaller caller) {
        try {
            JsonNode asked = FhirJson.read(request.body().bytes());
            String reason = asked.path("reason").asText();
            if (reason.isBlank()) {
                throw new Objection(400, "$.reason", "is needed, for the audit");
            }
            AuditedWords.refusePatients("$.reason", reason);
            return unclaimed
                    .release(reference(asked.path("reference").asText(), caller), reason, caller.name())
                    .map(outcome -> Answer.json(200, "{\"outcome\":\"" + outcome + "\"}"))
                    .orElseThrow(() -> new Objection(404, "$.reference", "no unclaimed message has this reference"));
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }

    /** As it was typed, where whoever asks may see its service; else it is not there. */
    private String reference(String typed, LocalCaller caller) {
        String reference = Reference.read(typed).orElse(typed);
        boolean theirs = unclaimed
                .serviceOf(reference)
                .flatMap(ServiceId::ofEndpoint)
                .filter(caller::mayActFor)
                .isPresent();
        if (!theirs) {
            throw new Objection(404, "$.reference", "no unclaimed message has this reference");
        }
        return reference;
    }
}
