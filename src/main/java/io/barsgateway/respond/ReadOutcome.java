package io.barsgateway.respond;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The body of a report becomes an {@link Outcome}, or an objection that names each field which does not meet the schema. */
@Component
public final class ReadOutcome {

    private final WrittenSchema schema = WrittenSchema.of("outcome");
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Outcome read(@Variable("request") Request request) {
        return json.convertValue(schema.read(request), Outcome.class);
    }
}
