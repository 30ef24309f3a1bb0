package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.SentCases;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.receive.Request;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * The body of {@code POST /messages}: a BaRS Bundle as it is to be sent, or a short description (schema at {@code GET
 * /messages/schema}) from which one is composed.
 */
@Component
public final class ReadDraft {

    private final WrittenSchema schema = WrittenSchema.of("request");
    private final ComposeRequest compose;
    private final SentCases cases;

    ReadDraft(ComposeRequest compose, SentCases cases) {
        this.compose = compose;
        this.cases = cases;
    }

    public Draft read(@Variable("request") Request request, @Variable("localCaller") LocalCaller caller) {
        JsonNode body = parsed(request);
        String correlationId = Conversation.of(request).orElse("");
        if (body.path("resourceType").asText().equals("Bundle")) {
            ObjectNode bundle = (ObjectNode) body;
            if (!bundle.has("id")) {
                bundle.put("id", UUID.randomUUID().toString());
            }
            Optional<HeldCase> about = request.header("X-Bars-Reference").map(reference -> sent(reference, caller));
            return new Draft(
                    bundle(bundle), about.map(HeldCase::correlationId).orElse(correlationId), about.orElse(null));
        }
        schema.check(body);
        if (body.has("reference")) {
            HeldCase about = sent(body.path("reference").asText(), caller);
            return new Draft(compose.change(cases.next(about), body), about.correlationId(), about);
        }
        return new Draft(compose.open(body), body.path("correlationId").asText(correlationId), null);
    }

    private HeldCase sent(String reference, LocalCaller caller) {
        return cases.byReference(reference)
                .filter(held -> caller.mayActFor(held.service()))
                .orElseThrow(
                        () -> new Objection(404, "$.reference", "no case that was sent from here has this reference"));
    }

    private static MessageBundle bundle(ObjectNode bundle) {
        try {
            return MessageBundle.of(bundle);
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }

    private static JsonNode parsed(Request request) {
        try {
            byte[] bytes = request.body().bytes();
            boolean xml = request.header("Content-Type")
                    .flatMap(Format::named)
                    .filter(Format.XML::equals)
                    .isPresent();
            return xml ? FhirXml.read(bytes) : FhirJson.read(bytes);
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }
}
