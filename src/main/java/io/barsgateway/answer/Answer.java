package io.barsgateway.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What goes back to whoever is waiting: a status, headers by name, a body, and nothing else. */
public record Answer(int status, Map<String, String> headers, Original body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A resource in that format, with the ids that may be echoed. */
    public static Answer fhir(int status, Format format, Map<String, String> echoes, JsonNode resource) {
        return of(status, format.mediaType(), echoes, AnyForm.write(resource, format));
    }

    /** A refusal in that format. */
    static Answer fhir(Format format, Map<String, String> echoes, OperationOutcome outcome) {
        return of(outcome.status(), format.mediaType(), echoes, outcome.in(format));
    }

    /** For the local side. */
    public static Answer json(int status, String body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                new Original(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** For the local side, in lines. */
    public static Answer text(int status, String body) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
                new Original(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer of(int status, String mediaType, Map<String, String> echoes, byte[] body) {
        Map<String, String> headers = new HashMap<>(echoes);
        headers.put("Content-Type", mediaType);
        return new Answer(status, headers, new Original(body));
    }
}
