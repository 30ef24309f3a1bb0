package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The local side under TLS with credentials: each may act for its own services, and the operator needs the token of the home. */
@GatewayTest
@DirtiesContext
class LocalDoorIT {

    private static final String TOKEN = "a-token-that-is-long-enough-to-be-one";
    private static final Path HOME = folder();

    private final Listener inbound;
    private final Listener local;
    private final JdbcClient jdbc;

    LocalDoorIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.inbound = inbound;
        this.local = local;
        this.jdbc = jdbc;
    }

    private static Path folder() {
        try {
            Path home = Files.createTempDirectory("bars-local-door");
            io.barsgateway.trust.keys.PrivateFiles.write(home.resolve("cas.token"), TOKEN + "\n");
            return home;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> HOME.resolve("home"));
        settings.add("bars.local.certificate", () -> FarSide.PKI.certificate("gateway"));
        settings.add("bars.local.private-key", () -> FarSide.PKI.key("gateway"));
        settings.add("bars.local.roots", FarSide.PKI::root);
        settings.add("bars.local.credentials[0].name", () -> "cas");
        settings.add("bars.local.credentials[0].token-file", () -> HOME.resolve("cas.token"));
        settings.add("bars.local.credentials[0].services", () -> FarSide.ANY);
        settings.add("bars.local.credentials[1].name", () -> "other");
        settings.add("bars.local.credentials[1].certificate", () -> FarSide.PKI.certificate("simulator"));
        settings.add("bars.local.credentials[1].services", () -> FarSide.DOUBLED);
    }

    private HttpResponse<String> call(
            String path, @Nullable KeyMaterial certificate, String token, String key, @Nullable String body)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(ClientTls.context(Certificates.read(FarSide.PKI.root()), certificate))
                .build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://localhost:" + local.boundPort() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The reference of a new case of that service, and the report of its interim outcome. */
    private String interim(String service) throws IOException, InterruptedException {
        String request = UUID.randomUUID().toString();
        assertThat(ProxyClient.at(inbound.boundPort())
                        .to(service)
                        .with("X-Request-Id", request)
                        .post(Messages.to(service, Messages.validation()))
                        .status())
                .isEqualTo(200);
        String reference = jdbc.sql("""
                        SELECT c.reference FROM bars_case c JOIN message m ON m.case_id = c.id WHERE m.request_id = ?""").param(request).query(String.class).single();
        return "{\"reference\":\"" + reference + "\",\"kind\":\"interim\"}";
    }

    @Test
    void without_a_credential_nothing_is_taken() throws Exception {
        String report = interim(FarSide.ANY);

        assertThat(call("/responses", null, "", "k1", report).statusCode()).isEqualTo(401);
        assertThat(call("/responses", null, TOKEN + "x", "k1", report).statusCode())
                .isEqualTo(401);
        assertThat(call("/responses", FarSide.PKI.material("proxy"), "", "k1", report)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_credential_acts_for_its_own_service_and_not_for_another() throws Exception {
        String own = interim(FarSide.ANY);
        String foreign = interim(FarSide.DOUBLED);

        assertThat(call("/responses", null, TOKEN, "k2", foreign).statusCode())
                .as("as if it were not there")
                .isEqualTo(404);
        assertThat(call("/responses", null, TOKEN, "k2", own).statusCode()).isEqualTo(202);
        assertThat(call("/responses", FarSide.PKI.material("simulator"), "", "k2", foreign)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void counts_are_for_whoever_has_a_credential() throws Exception {
        assertThat(call("/metrics", null, "", "", null).statusCode()).isEqualTo(401);
        HttpResponse<String> counts = call("/metrics", null, TOKEN, "", null);
        assertThat(counts.statusCode()).isEqualTo(200);
        assertThat(counts.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(counts.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void a_credential_may_not_ask_another_service_of_this_gateway() throws Exception {
        String path = "/services/" + FarSide.DOUBLED + "/metadata";

        assertThat(call(path, null, TOKEN, "", null).statusCode()).isEqualTo(404);
        assertThat(call("/services/2000011147/metadata", null, TOKEN, "", null).statusCode())
                .as("of another organisation")
                .isEqualTo(200);
    }

    @Test
    void a_repeat_hears_the_first_answer_and_is_sent_once() throws Exception {
        String report = interim(FarSide.ANY);

        HttpResponse<String> first = call("/responses", null, TOKEN, "k3", report);
        HttpResponse<String> repeat = call("/responses", null, TOKEN, "k3", report);
        HttpResponse<String> other = call("/responses", null, TOKEN, "k3", interim(FarSide.ANY));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(repeat.statusCode()).isEqualTo(202);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(call("/responses", null, TOKEN, "", report).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/operator/handshakes", "/operator/certificates", "/operator/audit", "/operator/audit/verify"})
    void the_operators_side_needs_the_token_of_the_home_or_a_role(String path) throws Exception {
        String token = Files.readString(HOME.resolve("home/operator.token")).strip();

        assertThat(call(path, null, "", "", null).statusCode()).isEqualTo(401);
        assertThat(call(path, null, TOKEN, "", null).statusCode())
                .as("a local system, which has no role there")
                .isEqualTo(403);
        HttpResponse<String> answer = call(path, null, token, "", null);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void an_empty_token_file_lets_nobody_operate() throws Exception {
        Path file = HOME.resolve("home/operator.token");
        String token = Files.readString(file);
        Files.writeString(file, "");
        try {
            assertThat(call("/operator/handshakes", null, "", "", null).statusCode())
                    .isEqualTo(401);
        } finally {
            Files.writeString(file, token);
        }
    }

    @Test
    void an_operator_with_a_wrong_token_is_listed_as_refused_and_audited() throws Exception {
        String token = Files.readString(HOME.resolve("home/operator.token")).strip();
        call("/operator/callers", null, "guess", "", "{}");

        JsonNode refused = FhirJson.read(
                call("/operator/handshakes", null, token, "", null).body().getBytes(StandardCharsets.UTF_8));

        assertThat(refused.path("refused").findValuesAsText("rule")).contains("operator");
        assertThat(call("/operator/audit/verify", null, token, "", null).body()).contains("\"whole\":true");
        assertThat(jdbc.sql("SELECT count(*) FROM audit WHERE outcome = 'refused' AND rule = 'operator'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }
}
