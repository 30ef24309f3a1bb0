package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Exported;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.Watching;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a monitor is told, by a gateway to which everything has happened once: the documents and the files of deploy/ agree with it. */
@GatewayTest
@DirtiesContext
class MetricsIT {

    private static final String OWNER = "a-token-of-the-system-that-owns-it";
    private static final String MONITOR = "a-token-of-the-monitor-of-everything";
    private static final String NHS_NUMBER = "9434765919";
    private static final Path FOLDER = folder();

    private final Listener inbound;
    private final Listener local;
    private final HttpClient http = HttpClient.newHttpClient();

    MetricsIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.inbound = inbound;
        this.local = local;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-metrics");
            PrivateFiles.write(folder.resolve("owner.token"), OWNER);
            PrivateFiles.write(folder.resolve("monitor.token"), MONITOR);
            Files.write(
                    folder.resolve("list.crl"),
                    FarSide.TRUSTED_ISSUER
                            .revoking(
                                    List.of(),
                                    Instant.now().minusSeconds(60),
                                    Instant.now().plus(Duration.ofDays(2)))
                            .getEncoded());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.local.credentials[0].name", () -> "owner");
        settings.add("bars.local.credentials[0].token-file", () -> FOLDER.resolve("owner.token"));
        settings.add("bars.local.credentials[0].services", () -> FarSide.ANY);
        settings.add("bars.local.credentials[1].name", () -> "monitor");
        settings.add("bars.local.credentials[1].token-file", () -> FOLDER.resolve("monitor.token"));
        settings.add("bars.local.credentials[1].services", () -> "all");
        settings.add("bars.pki.crls", () -> FOLDER.resolve("list.crl"));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.boundPort() + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private String metrics(String token) throws Exception {
        HttpResponse<String> told = get("/metrics", token);
        assertThat(told.statusCode()).isEqualTo(200);
        return told.body();
    }

    private ProxyClient proxy() {
        return ProxyClient.at(inbound.boundPort());
    }

    /** A message is taken and delivered, one is decided on, one is sent, one cannot be delivered, and somebody is turned away. */
    @BeforeEach
    void everything() throws Exception {
        if (Exported.of(metrics(MONITOR)).labelsOf("bars_alarms").isEmpty()) {
            assertThat(proxy().to(FarSide.ANY)
                            .post(Messages.to(FarSide.ANY, Messages.validation()))
                            .status())
                    .isEqualTo(200);
            assertThat(proxy().to(FarSide.CONFIRMING)
                            .post(Messages.to(FarSide.CONFIRMING, Messages.booking()))
                            .status())
                    .isEqualTo(200);
            assertThat(proxy().to(FarSide.RETURNING)
                            .post(Messages.to(FarSide.RETURNING, Messages.referral()))
                            .status())
                    .isEqualTo(200);
            assertThat(proxy().to("2000000000").post(Messages.validation()).status())
                    .isEqualTo(404);
            assertThat(get("/metrics", "nobody's token, and long enough").statusCode())
                    .isEqualTo(401);
            send();
            System.gc();
        }
        Awaitility.await().until(() -> {
            Exported seen = Exported.of(metrics(MONITOR));
            return seen.has("bars_alarms")
                    && seen.labelsOf("bars_held_seconds")
                            .getOrDefault("kind", Set.of())
                            .containsAll(Set.of("delivery", "sending"))
                    && seen.has("jvm_gc_pause_seconds");
        });
    }

    private void send() throws Exception {
        HttpResponse<String> sent = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.boundPort() + "/messages"))
                        .header("Authorization", "Bearer " + OWNER)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                Files.readString(Path.of("src/main/resources/samples/short-validation.json"))
                                        .replace("\"FROM\"", "\"" + FarSide.ANY + "\"")
                                        .replace("\"TO\"", "\"2000011147\"")))
                        .build(),
                BodyHandlers.ofString());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    }

    @Test
    void the_document_lists_exactly_the_exported_metrics_with_kind_and_labels() throws Exception {
        Exported exported = Exported.of(metrics(MONITOR));

        assertThat(Watching.named().keySet())
                .containsExactlyElementsOf(new TreeSet<>(exported.kinds().keySet()));
        Watching.named().forEach((name, row) -> {
            assertThat(row.kind()).as(name).isEqualTo(exported.kinds().get(name));
            Set<String> labels = new TreeSet<>(exported.labelsOf(name).keySet());
            labels.removeAll(Set.of("le", "quantile"));
            assertThat(row.labels()).as(name).isEqualTo(labels);
        });
    }

    static final List<String> QUERIES = Watching.queries();

    @ParameterizedTest
    @FieldSource("QUERIES")
    void what_a_rule_or_the_dashboard_asks_about_is_exported(String query) throws Exception {
        assertThat(Watching.objections(query, Exported.of(metrics(MONITOR)))).isEmpty();
    }

    @Test
    void a_credential_reads_metrics_of_its_services_and_of_the_process() throws Exception {
        Exported own = Exported.of(metrics(OWNER));
        Exported all = Exported.of(metrics(MONITOR));

        assertThat(services(own)).isNotEmpty().allSatisfy(service -> assertThat(service)
                .matches(".*\\|" + FarSide.ANY + "|"));
        assertThat(services(all)).anyMatch(service -> service.endsWith(FarSide.CONFIRMING));
        assertThat(own.kinds())
                .as("all but what is of others alone")
                .containsKeys("bars_ready", "bars_work", "jvm_memory_used_bytes");
        assertThat(own.labelsOf("bars_requests_seconds").get("status")).contains("200");
    }

    private static Set<String> services(Exported exported) {
        Set<String> services = new TreeSet<>();
        exported.kinds()
                .keySet()
                .forEach(name -> services.addAll(exported.labelsOf(name).getOrDefault("service", Set.of())));
        return services;
    }

    @Test
    void metrics_hold_no_patient_data_and_no_message_id() throws Exception {
        ProxyClient request = proxy().to(FarSide.ANY);
        request.call(
                "GET",
                "/Appointment?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C" + NHS_NUMBER,
                new byte[0]);
        request.call("GET", "/Slot/" + NHS_NUMBER + "?name=Canary", new byte[0]);
        request.post(Messages.to(FarSide.ANY, Messages.validation()));

        String told = metrics(MONITOR);

        assertThat(told)
                .doesNotContain(NHS_NUMBER, "Canary", "patient:", request.header("X-Request-Id"))
                .doesNotContainPattern("[A-Z0-9]{5}-[A-Z0-9]{5}\"");
    }

    @Test
    void requests_are_counted_by_what_was_answered() throws Exception {
        Exported seen = Exported.of(metrics(MONITOR));

        assertThat(seen.labelsOf("bars_requests_seconds").get("status")).contains("200", "404");
        assertThat(seen.labelsOf("bars_requests_seconds").get("operation")).contains("$process-message");
        assertThat(metrics(MONITOR))
                .as("a service that is not served here is no label")
                .doesNotContain("2000000000");
    }

    @Test
    void whether_a_restart_helps_and_whether_messages_are_taken_are_asked_apart() throws Exception {
        assertThat(http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + local.boundPort() + "/health/live"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .isEqualTo("{\"live\":true}");
        HttpResponse<String> ready = get("/health/ready", "");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"ready\":true}");
        assertThat(get("/health/else", "").statusCode()).isEqualTo(404);
    }
}
