package io.barsgateway.respond;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Objection.Problem;
import io.barsgateway.receive.Request;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The body of a report becomes an {@link Outcome}, or an objection that names each field which does not meet the schema. */
@Component
public final class ReadOutcome {

    private final JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(
                    ReadOutcome.class.getResourceAsStream("/bars/outcome.schema.json"), "outcome.schema.json"));
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Outcome read(@Variable("request") Request request) {
        JsonNode report = parsed(request);
        List<Problem> problems = schema.validate(report).stream()
                .map(found -> new Problem(
                        found.getProperty() == null
                                ? found.getInstanceLocation().toString()
                                : found.getInstanceLocation() + "." + found.getProperty(),
                        // The validator's words quote the schema, never the report
                        String.valueOf(found.getMessage()).replaceFirst("^\\$[^:]*: ", "")))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new Objection(400, problems);
        }
        return json.convertValue(report, Outcome.class);
    }

    private static JsonNode parsed(Request request) {
        try {
            return FhirJson.read(request.body().bytes());
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }
}
