package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.AnyNameOnThisMachine;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** Posts messages to a gateway over TLS-MA as the BaRS API Proxy does, with the proxy's certificate of a local PKI. */
record ProxyPost(HttpClient http, String base) {

    private static final String EXAMPLE_SERVICE = "https://fhir.nhs.uk/Id/dos-service-id|2000099999";
    private static final String ORGANISATION = "{\"resourceType\":\"Organization\",\"identifier\":[{"
            + "\"system\":\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"X27\"}],"
            + "\"name\":\"Example ambulance trust\"}";

    /** A message as it goes out, as often as it takes. */
    record Attempt(HttpRequest request, String requestId, String correlationId) {}

    /** @throws IllegalArgumentException where the home has no certificate of the proxy */
    static ProxyPost from(Home home, String base) {
        LocalPki pki = new LocalPki(home.folder().resolve("pki"));
        if (!Files.isReadable(pki.key("proxy"))) {
            throw new IllegalArgumentException(pki.key("proxy")
                    + " is not there or not yours to read: name the home of the gateway with --home, as its own user");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(AnyNameOnThisMachine.context(URI.create(base).getHost(), pki))
                .build();
        return new ProxyPost(http, base);
    }

    Attempt attempt(JsonNode message, Format format, String correlationId) {
        byte[] body = AnyForm.write(message, format);
        String requestId = UUID.randomUUID().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + Door.PROXY.path()))
                .timeout(Duration.ofSeconds(32))
                .header("Content-Type", format.mediaType())
                .header("Accept", format.mediaType() + "; version=1.0.0")
                .header("X-Request-Id", requestId)
                .header("X-Correlation-Id", correlationId)
                .header("NHSD-Target-Identifier", target(message))
                .header("NHSD-End-User-Organisation", base64(ORGANISATION))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return new Attempt(request, requestId, correlationId);
    }

    HttpResponse<String> send(Attempt attempt) throws IOException, InterruptedException {
        return http.send(attempt.request(), BodyHandlers.ofString());
    }

    /** The service that the message itself says it is for. */
    private static String target(JsonNode message) {
        String endpoint = message.at("/entry/0/resource/destination/0/endpoint").asText(EXAMPLE_SERVICE);
        String service = endpoint.contains("|") ? endpoint : EXAMPLE_SERVICE;
        int bar = service.indexOf('|');
        return base64(
                "{\"system\":\"" + service.substring(0, bar) + "\",\"value\":\"" + service.substring(bar + 1) + "\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
