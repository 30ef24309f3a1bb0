package io.barsgateway.cli.reach;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What a gateway says of its health on its local side. */
final class LocalHealth {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private LocalHealth() {}

    /**
     * Empty where what answers there is no gateway.
     *
     * @throws IOException where nothing answers
     */
    static Optional<JsonNode> at(Home home, String base) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health"))
                .timeout(LIMIT)
                .build();
        HttpResponse<byte[]> answer = home.client(LIMIT).send(request, BodyHandlers.ofByteArray());
        try {
            return Optional.of(FhirJson.read(answer.body())).filter(health -> health.has("ready"));
        } catch (Fault noJson) {
            return Optional.empty();
        }
    }
}
