package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Processes;
import io.barsgateway.fixture.ProxyClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 64 of the worst documents at once, on a heap of 512 MB: the process stays, and who sends an ordinary message is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeapFault {

    private static final Logger out = LoggerFactory.getLogger(HeapFault.class);
    private static final int HOSTILE = 64;
    private static final int ROUNDS = 2;
    private static final int SIZE = 4_900_000;
    private static final long LONGEST_MILLIS = 5_000;

    private final int port = Processes.freePort();

    @TempDir
    private static Path home;

    private Processes processes;
    private Process gateway;

    @BeforeAll
    void startOnASmallHeap() throws Exception {
        processes = new Processes(home);
        Path config = Files.writeString(home.resolve("gateway.yaml"), """
                bars:
                  home: %s
                  routes: %s
                  inbound: { host: 127.0.0.1, port: %d, certificate: %s, private-key: %s, request-timeout: 60s, handshake-timeout: 60s }
                  pki: { roots: [%s], issuers: [%s] }
                  local: { port: 0 }
                  services: [ { id: "%s", use-cases: [all], versions: [all] } ]
                """.formatted(
                        home,
                        Path.of("routes").toAbsolutePath(),
                        port,
                        FarSide.PKI.certificate("gateway"),
                        FarSide.PKI.key("gateway"),
                        FarSide.PKI.root(),
                        FarSide.PKI.issuer(),
                        FarSide.ANY));
        gateway = processes.start(
                "gateway", List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"), "run", "--config", config.toString());
    }

    @AfterAll
    void stop() {
        processes.close();
    }

    /** A document of many small parts, and how it is sent. */
    enum Worst {
        LISTS("json", filled("[", "[],", "[]]")),
        OBJECTS("json", filled("[", "{},", "{}]")),
        MEMBERS("json", filled("[", "{\"a\":0},", "0]")),
        CHAINS("json", filled("[", "{\"a\":".repeat(90) + "0" + "}".repeat(90) + ",", "0]")),
        TEXTS("json", filled("[", "\"a\",", "0]")),
        NUMBERS("json", filled("[", "1.5,", "0]")),
        ELEMENTS("xml", filled("<Bundle xmlns=\"http://hl7.org/fhir\">", "<a/>", "</Bundle>")),
        VALUES("xml", filled("<Bundle xmlns=\"http://hl7.org/fhir\">", "<a id=\"1\" value=\"2\"/>", "</Bundle>")),
        BOMB("json", filled("[", "[],", "[]]")),
        ONE_TEXT("json", filled("{\"resourceType\":\"Bundle\",\"type\":\"", "a".repeat(100), "\"}")),
        /** Held, answered and kept like any other: every step works on it. */
        ACCEPTED("json", new byte[0]);

        private final String format;
        private final byte[] body;

        Worst(String format, byte[] body) {
            this.format = format;
            this.body = name().equals("BOMB") ? gzip(body) : body;
        }
    }

    /** What came of a kind: the statuses of the hostile and of the ordinary requests, and the slowest of these. */
    private record Measured(
            Worst kind, Map<Integer, Integer> hostile, Map<Integer, Integer> ordinary, long slowestMillis) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + slowestMillis + " ms";
        }
    }

    @Test
    void none_ends_the_process_and_others_are_answered() throws Exception {
        List<Measured> all = new ArrayList<>();
        for (Worst worst : Worst.values()) {
            if (gateway.isAlive()) {
                all.add(measure(worst));
            }
        }
        String figure = "exits %d; slowest ordinary request beside %s"
                .formatted(
                        gateway.isAlive() ? 0 : 1,
                        all.stream().map(Measured::toString).collect(Collectors.joining(", ")));
        FailureTable.measured("C", figure, () -> {
            assertThat(gateway.isAlive()).as("the process goes on").isTrue();
            assertThat(all).allSatisfy(one -> {
                assertThat(one.hostile.keySet()).isSubsetOf(200, 400, 408, 413, 429, 503, 0);
                assertThat(one.ordinary)
                        .as("statuses of ordinary messages beside %s", one.kind)
                        .containsOnlyKeys(200);
                assertThat(one.slowestMillis).isLessThan(LONGEST_MILLIS);
            });
        });
    }

    private Measured measure(Worst worst) throws Exception {
        Map<Integer, Integer> hostile = new ConcurrentHashMap<>();
        Map<Integer, Integer> ordinary = new TreeMap<>();
        // Its connection stands before the others come, as the real proxy's does
        ProxyClient proxy = ProxyClient.at(port);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ask(proxy) == 200);
        ExecutorService threads = Executors.newFixedThreadPool(HOSTILE);
        long slowest = 0;
        int asked = 0;
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < HOSTILE; i++) {
                running.add(threads.submit(() -> {
                    ProxyClient client = ProxyClient.at(port);
                    for (int round = 0; round < ROUNDS; round++) {
                        hostile.merge(send(client, worst), 1, Integer::sum);
                    }
                }));
            }
            while (gateway.isAlive() && (!running.stream().allMatch(Future::isDone) || asked < 10)) {
                long start = System.nanoTime();
                ordinary.merge(ask(proxy), 1, Integer::sum);
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
                asked++;
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Measured measured = new Measured(worst, hostile, ordinary, slowest);
        out.info("{}: hostile {}, ordinary {}", measured, hostile, ordinary);
        return measured;
    }

    /** The status of an ordinary message; 0 where it was not answered. */
    private static int ask(ProxyClient proxy) throws InterruptedException {
        try {
            return proxy.to(FarSide.ANY).post(Messages.referral()).status();
        } catch (IOException cut) {
            return 0;
        }
    }

    /** The status; 0 where the connection was cut while the body was still being written. */
    private static int send(ProxyClient client, Worst worst) {
        try {
            return client.to(FarSide.ANY)
                    .with("Content-Type", "application/fhir+" + worst.format)
                    .with("Content-Encoding", worst == Worst.BOMB ? "gzip" : "")
                    .post(worst == Worst.ACCEPTED ? extended() : worst.body)
                    .status();
        } catch (IOException cut) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static byte[] filled(String before, String part, String after) {
        return (before + part.repeat((SIZE - before.length() - after.length()) / part.length()) + after)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A good referral with as many elements more as a document may have, or nearly. */
    private static byte[] extended() {
        ObjectNode message = Messages.referral();
        ArrayNode extensions = Messages.resource(message, "ServiceRequest").putArray("extension");
        for (int i = 0; i < 15_000; i++) {
            extensions.addObject().put("url", "urn:x").put("valueInteger", i);
        }
        return Messages.bytes(message);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
