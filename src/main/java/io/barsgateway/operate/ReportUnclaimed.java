package io.barsgateway.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.decide.Unclaimed;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What was accepted, never acknowledged, and not asked about again. */
@Component
public final class ReportUnclaimed {

    private final Unclaimed unclaimed;

    ReportUnclaimed(Unclaimed unclaimed) {
        this.unclaimed = unclaimed;
    }

    public Answer report(@Variable("localCaller") LocalCaller caller) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode all = report.putArray("unclaimed");
        unclaimed.all().stream()
                .filter(one -> ServiceId.ofEndpoint(one.service())
                        .filter(caller::mayActFor)
                        .isPresent())
                .forEach(one -> all.addObject()
                        .put("reference", one.reference())
                        .put("meaning", one.meaning().name())
                        .put("service", one.service())
                        .put("requestId", one.requestId())
                        .put("since", one.since().toString())
                        .put("state", one.state()));
        return Answer.json(200, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }
}
