package io.barsgateway.operate.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.CallerAllowances;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.AuditedWords;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Break-glass: lets one certificate in for a time although its name is unknown; {@code {"thumbprint":…,"lasts":"24h","reason":…}}. */
@Component
public final class AllowCaller {

    private final CallerAllowances allowances;

    AllowCaller(CallerAllowances allowances) {
        this.allowances = allowances;
    }

    public Answer allow(@Variable("request") Request request, @Variable("localCaller") LocalCaller caller) {
        try {
            JsonNode asked = FhirJson.read(request.body().bytes());
            String reason = asked.path("reason").asText();
            AuditedWords.refusePatients("$.reason", reason);
            allowances.add(
                    asked.path("thumbprint").asText(),
                    DurationStyle.detectAndParse(asked.path("lasts").asText()),
                    reason,
                    caller.name());
            return Answer.json(200, "{\"allowed\":true}");
        } catch (Fault | IllegalArgumentException e) {
            throw new Objection(400, "$", String.valueOf(e.getMessage()));
        }
    }
}
