package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.Processes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 again and again while messages come in: what was acknowledged is delivered, and repeats bear the same key. */
class KillFault {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(KillFault.class);

    private static final int MESSAGES = 200;

    private final int gatewayPort = Processes.freePort();
    private final int localPort = Processes.freePort();
    private final int simulatorPort = Processes.freePort();

    @TempDir
    private Path home;

    private Path config;
    private Processes processes;

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
                  inbound: { host: 127.0.0.1, port: %d, certificate: %s, private-key: %s }
                  pki: { roots: [%s], issuers: [%s] }
                  local: { port: %d }
                  services: [ { id: "2000099999", use-cases: [all], versions: [all] } ]
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
                        simulatorPort,
                        pki.root()));
        processes.start("simulator", "simulate", "--home", home.toString(), "--port", String.valueOf(simulatorPort));
    }

    @AfterEach
    void stopAll() {
        processes.close();
    }

    @Test
    void every_acknowledged_message_is_delivered_and_repeats_bear_the_same_key() throws Exception {
        Process gateway = processes.start("gateway-0", "run", "--config", config.toString());
        Path answers = home.resolve("answers.txt");
        Process sender = new ProcessBuilder(Processes.command(
                        "send",
                        "--home",
                        home.toString(),
                        "--to",
                        "https://localhost:" + gatewayPort,
                        "--repeat",
                        String.valueOf(MESSAGES),
                        "--patience",
                        "120",
                        "--quiet",
                        "src/main/resources/samples/referral-request.json"))
                .redirectOutput(answers.toFile())
                .redirectError(home.resolve("sender.log").toFile())
                .start();
        processes.add(sender);
        int kills = 0;
        while (!sender.waitFor(ThreadLocalRandom.current().nextInt(2000, 5000), TimeUnit.MILLISECONDS)) {
            gateway.destroyForcibly().waitFor();
            kills++;
            gateway = processes.start("gateway-" + kills, "run", "--config", config.toString());
        }
        Set<String> acknowledged = new TreeSet<>();
        for (String line : Files.readAllLines(answers)) {
            if (line.startsWith("200 ") || line.startsWith("409 ")) {
                acknowledged.add(line.split(" ", -1)[1]);
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> delivered().containsAll(acknowledged));

        JsonNode summary = deliveries();
        log.info(
                "kills {}, acknowledged {} of {}, delivered {}, lost {}, repeats with the same key {}",
                kills,
                acknowledged.size(),
                MESSAGES,
                summary.path("messages").asInt(),
                acknowledged.stream().filter(id -> !delivered().contains(id)).count(),
                summary.path("repeats").asInt());
        assertThat(kills).isPositive();
        assertThat(acknowledged).hasSize(MESSAGES);
        assertThat(summary.path("messages").asInt())
                .as("one key for each message")
                .isEqualTo(delivered().size());
    }

    private Set<String> delivered() {
        Set<String> ids = new TreeSet<>();
        deliveries()
                .path("deliveries")
                .forEach(delivery -> ids.add(delivery.path("requestId").asText()));
        return ids;
    }

    private JsonNode deliveries() {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(ClientTls.context(Certificates.read(new LocalPki(home.resolve("pki")).root()), null))
                    .build();
            return FhirJson.read(http.send(
                            HttpRequest.newBuilder(URI.create(
                                            "https://localhost:" + simulatorPort + "/local-system/deliveries"))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
