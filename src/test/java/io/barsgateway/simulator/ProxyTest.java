package io.barsgateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated proxy rewrites a Receiver's errors as the real one does (its published code: HandleErrors.js). */
class ProxyTest {

    private final LocalPki pki;

    ProxyTest(@TempDir Path home) {
        pki = new LocalPki(home.resolve("pki")).make(Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource({
        "503, timeout, 503, transient, REC_SERVICE_UNAVAILABLE",
        "403, security, 403, forbidden, REC_FORBIDDEN",
        "500, no-store, 500, no-store, REC_SERVER_ERROR",
        "500, '', 500, exception, REC_SERVER_ERROR",
        "500, transient, 500, transient, OWN",
        "400, invariant, 400, invariant, OWN",
        "409, duplicate, 409, duplicate, OWN"
    })
    void each_error_arrives_as_the_real_proxy_lets_it(
            int answered, String issue, int arrives, String issueThen, String code) throws Exception {
        String body = issue.isEmpty()
                ? "<OperationOutcome/>"
                : "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"code\":\"" + issue
                        + "\",\"details\":{\"coding\":[{\"code\":\"OWN\"}]}}]}";
        HttpServer receiver = receiver(answered, body.getBytes(StandardCharsets.UTF_8));
        Catalogue catalogue = new Catalogue(null);
        catalogue.gatewayAt("http://127.0.0.1:" + receiver.getAddress().getPort());
        try (Simulator simulator = Simulator.start(
                new Simulator.Settings("127.0.0.1", 0, "localhost", pki, catalogue, new LocalSide()),
                Clock.systemUTC())) {
            HttpResponse<byte[]> response = sent(simulator);

            JsonNode first = FhirJson.read(response.body()).path("issue").path(0);
            assertThat(response.statusCode()).isEqualTo(arrives);
            assertThat(first.path("code").asText()).isEqualTo(issueThen);
            assertThat(first.path("details").path("coding").path(0).path("code").asText())
                    .isEqualTo(code);
        } finally {
            receiver.stop(0);
        }
    }

    private static HttpServer receiver(int status, byte[] body) throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private HttpResponse<byte[]> sent(Simulator simulator) throws Exception {
        String target = "{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"2000099999\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "https://localhost:" + simulator.port() + "/booking-and-referral/FHIR/R4/$process-message"))
                .header("Authorization", "Bearer " + simulator.token())
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", UUID.randomUUID().toString())
                .header(
                        "NHSD-Target-Identifier",
                        Base64.getEncoder().encodeToString(target.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(ClientTls.context(Certificates.read(pki.root()), null))
                .build()
                .send(request, BodyHandlers.ofByteArray());
    }
}
