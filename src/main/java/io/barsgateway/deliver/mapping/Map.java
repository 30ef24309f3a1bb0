package io.barsgateway.deliver.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.deliver.jsonata.MappingProperties;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns the view of a message, or the message itself in FHIR JSON or XML, into the JSON that the mapping named by the variable
 * {@code mapping} makes of it (docs/mapping.md).
 */
@Component
public final class Map {

    private final MappingProperties limits;
    private final Clock clock;

    Map(MappingProperties limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * JSON in UTF-8.
     *
     * @param mapping path of the file in the routes folder, such as {@code local/pas.jsonata}
     * @param context whose set of routes has the mapping
     */
    public byte[] map(
            @Body byte[] body,
            @Variable("mapping") String mapping,
            @Variable("work") @Nullable Work work,
            CamelContext context) {
        Mappings ofItsSet = context.getCamelContextExtension().getContextPlugin(Mappings.class);
        // Settings may name one that comes with the next set of routes
        Mapping found = (ofItsSet == null ? Optional.<Mapping>empty() : ofItsSet.of(mapping))
                .orElseThrow(() -> new TryAgain("the routes that run have no mapping " + mapping));
        JsonNode input =
                switch (AnyForm.of(body)) {
                    case XML -> FhirXml.read(body);
                    case JSON -> FhirJson.read(body);
                };
        return found.apply(input, body.length, work == null ? java.util.Map.of() : told(work), limits, clock);
    }

    private static java.util.Map<String, Object> told(Work work) {
        java.util.Map<String, Object> message = new LinkedHashMap<>();
        message.put("reference", work.reference());
        message.put("meaning", work.meaning().name());
        message.put("service", work.service().value());
        message.put("system", work.service().system());
        message.put("from", work.counterpart().value());
        message.put("messageId", work.messageId().toString());
        message.put("requestId", work.requestId());
        message.put("correlationId", work.correlationId());
        message.put("warnings", work.warnings().lines().toList());
        return message;
    }
}
