package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.operate.access.OperatorToken;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who of the local side sees what of a patient is in the audit, one row each, and sees nothing of another's service. */
@GatewayTest
@DirtiesContext
class LocalReadsIT {

    private static final String OWNER = "a-token-of-the-system-that-owns-it";
    private static final String OTHER = "a-token-of-a-system-beside-that-one";
    private static final String NHS_NUMBER = "9434765919";
    private static final String TARGET = "2000011147";
    private static final Path FOLDER = folder();

    private final Listener inbound;
    private final Listener local;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final HttpClient http = HttpClient.newHttpClient();

    LocalReadsIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            AuditTrail audit,
            JdbcClient jdbc) {
        this.inbound = inbound;
        this.local = local;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /** A row of the audit, as far as it says who saw what. */
    record Seen(
            String what,
            String outcome,
            String rule,
            String caller,
            String address,
            String service,
            String sha256,
            String detail) {}

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-local-reads");
            PrivateFiles.write(folder.resolve("owner.token"), OWNER);
            PrivateFiles.write(folder.resolve("other.token"), OTHER);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.local.credentials[0].name", () -> "owner");
        settings.add("bars.local.credentials[0].token-file", () -> FOLDER.resolve("owner.token"));
        settings.add("bars.local.credentials[0].services", () -> FarSide.ANY);
        settings.add("bars.local.credentials[1].name", () -> "other");
        settings.add("bars.local.credentials[1].token-file", () -> FOLDER.resolve("other.token"));
        settings.add("bars.local.credentials[1].services", () -> FarSide.DOUBLED);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return getUnder(path, "Bearer " + token);
    }

    private HttpResponse<String> getUnder(String path, String... authorizations) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.boundPort() + path));
        for (String authorization : authorizations) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void bearer_may_be_in_any_case_and_two_tokens_are_refused() throws Exception {
        assertThat(getUnder("/metrics", "bearer " + OWNER).statusCode()).isEqualTo(200);
        assertThat(getUnder("/metrics", "Bearer " + OWNER, "Bearer " + OTHER).statusCode())
                .isEqualTo(401);
        assertThat(getUnder("/metrics", "Basic " + OWNER).statusCode()).isEqualTo(401);
    }

    /** What the audit has about reads since then. */
    private List<Seen> since(long mark) {
        audit.flush();
        return jdbc.sql("SELECT what, outcome, rule, caller, address, service, sha256, detail FROM audit"
                        + " WHERE id > ? AND what IN ('read', 'question') ORDER BY id")
                .param(mark)
                .query(Seen.class)
                .list();
    }

    private long mark() {
        audit.flush();
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM audit")
                .query(Long.class)
                .single();
    }

    /** The id of a message that {@link FarSide#ANY} has. */
    private UUID received() throws Exception {
        String request = UUID.randomUUID().toString();
        assertThat(ProxyClient.at(inbound.boundPort())
                        .to(FarSide.ANY)
                        .with("X-Request-Id", request)
                        .post(Messages.to(FarSide.ANY, Messages.validation()))
                        .status())
                .isEqualTo(200);
        return jdbc.sql("SELECT id FROM message WHERE request_id = ?")
                .param(request)
                .query(UUID.class)
                .single();
    }

    @Test
    void the_audit_says_who_read_an_original() throws Exception {
        UUID message = received();
        long mark = mark();

        HttpResponse<String> shown = get("/originals?message=" + message, OWNER);

        assertThat(shown.statusCode()).isEqualTo(200);
        String hash = jdbc.sql("SELECT sha256 FROM message WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
        assertThat(since(mark))
                .containsExactly(
                        new Seen("read", "answered", "original", "owner", "127.0.0.1", "", hash, "200 id=" + message));
    }

    @Test
    void another_services_original_is_not_there_and_the_audit_says_who_asked() throws Exception {
        UUID message = received();
        long mark = mark();

        HttpResponse<String> refused = get("/originals?message=" + message, OTHER);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .as("as of one that nobody has")
                .isEqualTo(get("/originals?message=" + UUID.randomUUID(), OTHER).body());
        assertThat(since(mark))
                .hasSize(2)
                .first()
                .isEqualTo(new Seen("read", "refused", "original", "other", "127.0.0.1", "", "", "404 id=" + message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/originals?message=", "/messages?reference="})
    void what_is_no_id_of_ours_is_not_written_down(String door) throws Exception {
        long mark = mark();

        assertThat(get(door + NHS_NUMBER, OWNER).statusCode()).isEqualTo(404);

        assertThat(since(mark)).singleElement().satisfies(seen -> {
            assertThat(seen.outcome()).isEqualTo("refused");
            assertThat(seen.detail()).isEqualTo("404 id=not of the usual form");
        });
    }

    @Test
    void what_became_of_a_sent_message_is_for_its_service_and_audited() throws Exception {
        HttpResponse<String> sent = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.boundPort() + "/messages"))
                        .header("Authorization", "Bearer " + OWNER)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                Files.readString(Path.of("src/main/resources/samples/short-validation.json"))
                                        .replace("\"FROM\"", "\"" + FarSide.ANY + "\"")
                                        .replace("\"TO\"", "\"" + TARGET + "\"")))
                        .build(),
                BodyHandlers.ofString());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
        String reference = FhirJson.read(sent.body().getBytes(StandardCharsets.UTF_8))
                .path("reference")
                .asText();
        long mark = mark();

        assertThat(get("/messages?reference=" + reference, OWNER).statusCode()).isEqualTo(200);
        assertThat(get("/messages?reference=" + reference, OTHER).statusCode()).isEqualTo(404);

        assertThat(since(mark))
                .extracting(Seen::outcome, Seen::caller, Seen::rule, Seen::detail)
                .containsExactly(
                        tuple("answered", "owner", "sent", "200 id=" + reference),
                        tuple("refused", "other", "sent", "404 id=" + reference));
    }

    @Test
    void a_question_has_one_audit_row_with_its_outcome_and_no_patient() throws Exception {
        String id = UUID.randomUUID().toString();
        long mark = mark();

        assertThat(get("/services/" + TARGET + "/metadata", OWNER).statusCode()).isEqualTo(200);
        int search = get(
                        "/services/" + TARGET
                                + "/Appointment?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C"
                                + NHS_NUMBER,
                        OWNER)
                .statusCode();
        int one = get("/services/" + TARGET + "/Appointment/" + id, OWNER).statusCode();
        assertThat(get("/services/" + TARGET + "/Appointment/" + NHS_NUMBER, OWNER)
                        .statusCode())
                .isGreaterThan(0);
        assertThat(get("/services/" + FarSide.DOUBLED + "/metadata", OWNER).statusCode())
                .isEqualTo(404);

        List<Seen> seen = since(mark);
        assertThat(seen).hasSize(5).allSatisfy(row -> {
            assertThat(row.what()).isEqualTo("question");
            assertThat(row.caller()).isEqualTo("owner");
            assertThat(row.toString()).doesNotContain(NHS_NUMBER);
        });
        assertThat(seen.get(0).outcome()).isEqualTo("answered");
        assertThat(seen.get(0).service()).endsWith("|" + TARGET);
        assertThat(seen.get(1).detail()).isEqualTo(String.valueOf(search));
        assertThat(seen.get(2).detail()).isEqualTo(one + " id=" + id);
        assertThat(seen.get(3).detail()).endsWith(" id=not of the usual form");
        assertThat(seen.get(4)).extracting(Seen::outcome, Seen::detail).containsExactly("refused", "404");
    }

    @Test
    void an_operator_reads_the_last_message_of_a_case_under_audit() throws Exception {
        UUID message = received();
        String reference = jdbc.sql(
                        "SELECT c.reference FROM bars_case c JOIN message m ON m.case_id = c.id WHERE m.id = ?")
                .param(message)
                .query(String.class)
                .single();
        String operator =
                Files.readString(OperatorToken.file(FOLDER.resolve("home"))).strip();
        long mark = mark();

        HttpResponse<String> held =
                get("/operator/originals?reference=" + reference.toLowerCase(Locale.ROOT), operator);

        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(held.body()).contains("\"resourceType\":\"Bundle\"");
        assertThat(since(mark)).singleElement().satisfies(seen -> {
            assertThat(seen.caller()).isEqualTo("operator");
            assertThat(seen.sha256()).isEqualTo(new Original(held.body().getBytes(StandardCharsets.UTF_8)).hash());
        });
        assertThat(jdbc.sql(
                                "SELECT reference FROM audit WHERE what = 'read' AND rule = 'original' AND caller = 'operator'")
                        .query(String.class)
                        .list())
                .contains(reference);
        assertThat(get("/operator/originals?reference=" + reference, OWNER).statusCode())
                .isEqualTo(403);
        assertThat(get("/operator/originals?reference=AAAAA-AAAAA", operator).statusCode())
                .isEqualTo(404);
        assertThat(get("/operator/originals?reference=" + NHS_NUMBER, operator).statusCode())
                .as("ten digits may be a reference, which nobody has")
                .isEqualTo(404);
    }
}
