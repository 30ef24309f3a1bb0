package io.barsgateway.simulator;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.Format;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Sends messages of the far end's through the proxy, with a token of its own. */
final class FarSender {

    private final String base;
    private final ApiM apiM;
    private final HttpClient http;

    FarSender(String base, ApiM apiM, HttpClient http) {
        this.base = base;
        this.apiM = apiM;
        this.http = http;
    }

    HttpResponse<byte[]> post(byte[] body, Format format, String targetService, String correlationId)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/booking-and-referral/FHIR/R4/$process-message"))
                .header("Authorization", "Bearer " + apiM.issue())
                .header("Content-Type", format.mediaType())
                .header("Accept", format.mediaType() + "; version=1.0.0")
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", correlationId)
                .header(
                        "NHSD-Target-Identifier",
                        base64("{\"system\":\"" + Systems.SERVICE_ID + "\",\"value\":\"" + targetService + "\"}"))
                .header(
                        "NHSD-End-User-Organisation",
                        base64("{\"resourceType\":\"Organization\",\"identifier\":[{\"system\":\"" + Systems.ODS
                                + "\",\"value\":\"X27\"}],\"name\":\"Example ambulance trust\"}"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
