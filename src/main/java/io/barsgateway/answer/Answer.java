package io.barsgateway.answer;

import io.barsgateway.fault.Format;
import io.barsgateway.fhir.Original;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to whoever is waiting: a status, headers by name, a body, and nothing else. */
public record Answer(int status, Map<String, String> headers, Original body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    static Answer fhir(int status, Format format, Map<String, String> echoes, byte[] body) {
        Map<String, String> headers = new java.util.HashMap<>(echoes);
        headers.put("Content-Type", format.mediaType());
        return new Answer(status, headers, new Original(body));
    }

    /** For the local side. */
    public static Answer json(int status, String body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                new Original(body.getBytes(StandardCharsets.UTF_8)));
    }
}
