package io.barsgateway.operate.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Who was turned away lately, the newest first. */
@Component
public final class ReportHandshakes {

    private final Refusals refusals;

    ReportHandshakes(Refusals refusals) {
        this.refusals = refusals;
    }

    public Answer report(@Variable("localCaller") LocalCaller caller) {
        if (!caller.mayActForAll()) {
            throw new Objection(
                    403,
                    "Authorization",
                    "the list of refused callers is about the whole gateway: a credential for all services is needed");
        }
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("total", refusals.total());
        ArrayNode all = report.putArray("refused");
        refusals.seen().forEach(seen -> all.addObject()
                .put("stage", seen.stage())
                .put("address", seen.address())
                .put("rule", seen.rule())
                .put("reason", seen.reason())
                .put("certificate", seen.certificate())
                .put("count", seen.count())
                .put("first", seen.first().toString())
                .put("last", seen.last().toString()));
        return Answer.json(200, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }
}
