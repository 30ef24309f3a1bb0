package io.barsgateway.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.decide.ReleaseUnclaimed;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Releases an unclaimed booking; {@code {"reference":…,"reason":…,"operator":…}}. */
@Component
public final class ReleaseBooking {

    private final ReleaseUnclaimed unclaimed;

    ReleaseBooking(ReleaseUnclaimed unclaimed) {
        this.unclaimed = unclaimed;
    }

    public Answer release(@Variable("request") Request request) {
        try {
            JsonNode wish = FhirJson.read(request.body().bytes());
            if (wish.path("reason").asText().isBlank()) {
                throw new Objection(400, "$.reason", "is needed, for the audit");
            }
            return unclaimed
                    .release(
                            wish.path("reference").asText(),
                            wish.path("reason").asText(),
                            "operator " + wish.path("operator").asText())
                    .map(outcome -> Answer.json(200, "{\"outcome\":\"" + outcome + "\"}"))
                    .orElseThrow(() -> new Objection(404, "$.reference", "nothing unclaimed has this reference"));
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }
}
