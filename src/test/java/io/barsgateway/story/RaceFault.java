package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Processes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred threads want one thing, and the gateway is killed and started again in their midst: one has it. */
class RaceFault {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(RaceFault.class);
    private static final int THREADS = 100;

    private final int gatewayPort = Processes.freePort();
    private final int localPort = Processes.freePort();
    private final int simulatorPort = Processes.freePort();

    @TempDir
    private Path home;

    private Path config;
    private Processes processes;
    private HttpClient http;

    @BeforeEach
    void startTheFarSide() throws Exception {
        processes = new Processes(home);
        processes.run("pki", "--home", home.toString()).waitFor();
        LocalPki pki = new LocalPki(home.resolve("pki"));
        config = home.resolve("gateway.yaml");
        Files.writeString(config, """
                bars:
                  home: %s
                  routes: %s
                  inbound: { host: 127.0.0.1, port: %d, certificate: %s, private-key: %s, answer-timeout: 30s }
                  pki: { roots: [%s], issuers: [%s] }
                  local: { port: %d }
                  services: [ { id: "%s", use-cases: [all], versions: [all], slots: generated } ]
                  delivery: { url: "https://localhost:%d/local-system/deliveries", roots: [%s], lease: 40s }
                """.formatted(
                        home,
                        Path.of("routes").toAbsolutePath(),
                        gatewayPort,
                        pki.certificate("gateway"),
                        pki.key("gateway"),
                        pki.root(),
                        pki.issuer(),
                        localPort,
                        FarSide.ANY,
                        simulatorPort,
                        pki.root()));
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(ClientTls.context(Certificates.read(pki.root()), pki.material("proxy")))
                .build();
        processes.start("simulator", "simulate", "--home", home.toString(), "--port", String.valueOf(simulatorPort));
    }

    @AfterEach
    void stopAll() {
        processes.close();
    }

    private HttpRequest.Builder request(String path, String requestId) {
        String target = "{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"" + FarSide.ANY + "\"}";
        return HttpRequest.newBuilder(URI.create("https://localhost:" + gatewayPort + path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json; version=1.0.0")
                .header("X-Request-Id", requestId)
                .header("X-Correlation-Id", UUID.randomUUID().toString())
                .header(
                        "NHSD-Target-Identifier",
                        Base64.getEncoder().encodeToString(target.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a message is answered in the end, tried again under its ids as long as nobody answers. */
    private String answer(HttpRequest request) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                JsonNode issue = FhirJson.read(response.body().getBytes(StandardCharsets.UTF_8))
                        .path("issue")
                        .path(0)
                        .path("code");
                if (response.statusCode() != 503) {
                    return response.statusCode() + (issue.isTextual() ? " " + issue.asText() : "");
                }
            } catch (IOException e) {
                log.debug("no answer yet: {}", e.getClass().getSimpleName());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return "none";
    }

    /** All of them at once, the gateway killed when a few have been answered and started again. */
    private Map<String, Integer> race(List<HttpRequest> requests) throws Exception {
        Process gateway = processes.start("gateway-" + UUID.randomUUID(), "run", "--config", config.toString());
        CountDownLatch some = new CountDownLatch(3);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Map<String, Integer> answers = new TreeMap<>();
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (HttpRequest request : requests) {
                calls.add(() -> {
                    String answer = answer(request);
                    some.countDown();
                    return answer;
                });
            }
            List<Future<String>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(call)));
            some.await(60, TimeUnit.SECONDS);
            gateway.destroyForcibly().waitFor();
            processes.start("gateway-" + UUID.randomUUID(), "run", "--config", config.toString());
            for (Future<String> answer : running) {
                answers.merge(answer.get(), 1, Integer::sum);
            }
        } finally {
            threads.shutdownNow();
        }
        log.info("answers of {}: {}", requests.size(), answers);
        return answers;
    }

    private JsonNode deliveries() throws Exception {
        return FhirJson.read(http.send(
                        HttpRequest.newBuilder(
                                        URI.create("https://localhost:" + simulatorPort + "/local-system/deliveries"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body());
    }

    @Test
    void one_id_is_stored_once_and_delivered_under_one_key() throws Exception {
        String id = UUID.randomUUID().toString();
        byte[] message = Messages.bytes(Messages.referral());
        HttpRequest one = request("/$process-message", id)
                .POST(BodyPublishers.ofByteArray(message))
                .build();

        Map<String, Integer> answers = race(java.util.Collections.nCopies(THREADS, one));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> deliveries().path("messages").asInt() > 0);
        int delivered = deliveries().path("messages").asInt();
        FailureTable.measured("33", "answers %s; delivered %d".formatted(answers, delivered), () -> {
            assertThat(answers.keySet()).isSubsetOf("200", "409 duplicate", "425 duplicate");
            assertThat(answers.getOrDefault("200", 0)).isLessThanOrEqualTo(1);
            assertThat(delivered).as("under one key").isEqualTo(1);
        });
    }

    @Test
    void one_slot_is_booked_once() throws Exception {
        Process first = processes.start("gateway-slots", "run", "--config", config.toString());
        Instant now = Instant.now();
        JsonNode slots = FhirJson.read(http.send(
                        request(
                                        "/Slot?status=free&start=ge" + now.plusSeconds(90_000) + "&start=le"
                                                + now.plusSeconds(100_000) + "&Schedule.actor:HealthcareService="
                                                + FarSide.ANY
                                                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService",
                                        UUID.randomUUID().toString())
                                .build(),
                        BodyHandlers.ofByteArray())
                .body());
        JsonNode slot = slots.path("entry").path(0).path("resource");
        first.destroy();
        first.waitFor();
        List<HttpRequest> bookings = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ObjectNode booking = Messages.booking(slot);
            bookings.add(request("/$process-message", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofByteArray(Messages.bytes(booking)))
                    .build());
        }

        Map<String, Integer> answers = race(bookings);

        // The winner's answer may have been lost with the process: its retry then hears that it was the first
        int booked = answers.getOrDefault("200", 0) + answers.getOrDefault("409 duplicate", 0);
        assertThat(booked).as(answers.toString()).isEqualTo(1);
        assertThat(answers.getOrDefault("409 conflict", 0)).isEqualTo(THREADS - 1);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> deliveries().path("messages").asInt() > 0);
        assertThat(deliveries().path("messages").asInt()).isEqualTo(1);
    }
}
