package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OneConnection;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** More than fits: connections, bytes, or less memory and fewer descriptors than it needs. It says so, and what it took it keeps. */
class LoadFault {

    private static final Logger out = LoggerFactory.getLogger(LoadFault.class);
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE = 200;
    private static final int SPARE = 40;
    private static final int TEXTS = 100;
    private static final int LETTERS = 10_000;

    @TempDir
    private Path home;

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(5));
    }

    @Test
    void sixty_four_busy_connections_lose_no_message() throws Exception {
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.with("-Dbars.delivery.at-once=16").start();
            warmUp(gateway);
            try (Senders senders = Senders.start(gateway.port(), 64, Integer.MAX_VALUE, PATIENCE)) {
                Awaitility.await()
                        .pollDelay(Duration.ofSeconds(60))
                        .atMost(Duration.ofSeconds(70))
                        .until(() -> true);
                senders.stop();
                await().until(senders::areDone);
                senders.settle(system);
                List<Long> millis = senders.millisOfAccepted();
                long p99 = millis.get(millis.size() * 99 / 100);
                FailureTable.measured(
                        "17",
                        "lost %d of %,d; answers %s; of the accepted p50 %d ms, p99 %,d ms"
                                .formatted(
                                        senders.lost(system),
                                        senders.acknowledged().size(),
                                        senders.answers(),
                                        millis.get(millis.size() / 2),
                                        p99),
                        () -> {
                            assertThat(senders.lost(system)).isZero();
                            assertThat(senders.refused()).isEmpty();
                            assertThat(p99).isLessThan(2_000);
                        });
            }
        }
    }

    private static void warmUp(GatewayProcess gateway) {
        try (Senders first = Senders.start(gateway.port(), 4, 500, PATIENCE)) {
            await().until(first::areDone);
        }
    }

    @Test
    void large_messages_leave_room_in_the_heap() throws Exception {
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.with("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + home.resolve("gc.log"))
                    .start();
            try (Senders senders = Senders.start(gateway.port(), 4, LARGE, PATIENCE, LoadFault::large)) {
                int tooLarge = postTooLarge(gateway);
                await().until(senders::areDone);
                senders.settle(system);
                int[] heap = heap();
                FailureTable.measured(
                        "27",
                        "heap of %d MB: at most %d MB after a collection (%d %%), %d MB before one; 15 MB is %s; lost %d of %d, answers %s"
                                .formatted(
                                        heap[2],
                                        heap[1],
                                        100 * heap[1] / heap[2],
                                        heap[0],
                                        tooLarge,
                                        senders.lost(system),
                                        senders.acknowledged().size(),
                                        senders.answers()),
                        () -> {
                            assertThat(tooLarge).isEqualTo(413);
                            assertThat(senders.acknowledged()).hasSize(LARGE);
                            assertThat(senders.lost(system)).isZero();
                            assertThat(100 * heap[1] / heap[2]).isLessThan(60);
                        });
            }
        }
    }

    private static int postTooLarge(GatewayProcess gateway) throws IOException, InterruptedException {
        return ProxyClient.at(gateway.port())
                .to(FarSide.ANY)
                .post(Messages.bytes(message(15 * TEXTS)))
                .status();
    }

    /** The most before a collection, the most after one, and the size, in MB. */
    private int[] heap() throws IOException {
        int[] most = new int[3];
        for (String line : Files.readAllLines(home.resolve("gc.log"))) {
            Matcher matcher = COLLECTION.matcher(line);
            if (matcher.find()) {
                for (int i = 0; i < most.length; i++) {
                    most[i] = Math.max(most[i], Integer.parseInt(matcher.group(i + 1)));
                }
            }
        }
        most[2] = 512;
        return most;
    }

    private static ObjectNode large() {
        return message(TEXTS);
    }

    /** A good validation with so many texts of ten thousand letters more. */
    private static ObjectNode message(int texts) {
        ObjectNode message = Messages.validation();
        ArrayNode extensions = Messages.resource(message, "ServiceRequest").putArray("extension");
        for (int i = 0; i < texts; i++) {
            extensions.addObject().put("url", "urn:x").put("valueString", "x".repeat(LETTERS));
        }
        return message;
    }

    @Test
    void too_small_a_heap_ends_the_process_or_sheds_and_loses_nothing() throws Exception {
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.with("-Xmx128m", "-XX:+ExitOnOutOfMemoryError").start();
            // All at once: one after the other they fit even here
            try (Senders senders = Senders.start(gateway.port(), 32, LARGE, PATIENCE, LoadFault::large)) {
                await().pollDelay(Duration.ofSeconds(1))
                        .until(() -> senders.areDone()
                                || !gateway.process().isAlive()
                                || senders.answers().values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum()
                                        > 2 * LARGE);
                boolean ended = !gateway.process().isAlive();
                int early = senders.acknowledged().size();
                Map<Integer, Integer> answers = senders.answers();
                gateway.kill();
                gateway.with("-Xmx512m").start();
                await().until(senders::areDone);
                senders.settle(system);
                FailureTable.measured(
                        "28",
                        "32 at once: %s; %d acknowledged until then, answers %s; after a restart with 512 MB lost %d of %d"
                                .formatted(
                                        ended ? "the process ended" : "the process stayed",
                                        early,
                                        answers,
                                        senders.lost(system),
                                        senders.acknowledged().size()),
                        () -> {
                            assertThat(ended || answers.containsKey(503) || answers.containsKey(429) || early == LARGE)
                                    .isTrue();
                            assertThat(senders.acknowledged()).hasSize(LARGE);
                            assertThat(senders.lost(system)).isZero();
                            assertThat(system.underTwoKeys()).isZero();
                        });
            }
        }
    }

    @Test
    void without_descriptors_nothing_is_acknowledged_falsely_and_it_recovers() throws Exception {
        List<OneConnection> connections = new ArrayList<>();
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), 8, Integer.MAX_VALUE, PATIENCE)) {
                await().until(() -> senders.acknowledged().size() > 200);
                int limit = descriptors(gateway) + SPARE;
                limit(gateway, limit);
                int turnedAway = open(gateway, connections, 400);
                int during = senders.acknowledged().size();
                await().pollDelay(Duration.ofSeconds(20)).until(() -> true);
                int open = descriptors(gateway);
                int taken = senders.acknowledged().size() - during;
                for (OneConnection connection : connections) {
                    connection.close();
                }
                long closed = System.nanoTime();
                int before = senders.acknowledged().size();
                await().until(() -> senders.acknowledged().size() > before + 50 && isOpen(gateway.port()));
                long recovered = Duration.ofNanos(System.nanoTime() - closed).toMillis();
                senders.stop();
                await().until(senders::areDone);
                senders.settle(system);
                out.info("answers {}", senders.answers());
                FailureTable.measured(
                        "29",
                        "%d descriptors of %d in use, %d more connections stood, the next were turned away; %d messages taken meanwhile; false 200s %d of"
                                        .formatted(open, limit, connections.size(), taken, senders.lost(system))
                                + " %,d; new connections again after %.1f s"
                                        .formatted(senders.acknowledged().size(), recovered / 1000.0),
                        () -> {
                            assertThat(turnedAway).isPositive();
                            assertThat(senders.refused()).isEmpty();
                            assertThat(senders.lost(system)).isZero();
                            assertThat(recovered).isLessThan(30_000);
                        });
            }
        } finally {
            for (OneConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** Of those connections, how many could not be made. */
    private static int open(GatewayProcess gateway, List<OneConnection> connections, int wanted) {
        int turnedAway = 0;
        for (int i = 0; i < wanted && turnedAway < 5; i++) {
            try {
                connections.add(OneConnection.open(gateway.port(), 3_000));
            } catch (IOException full) {
                turnedAway++;
            }
        }
        return turnedAway;
    }

    private static boolean isOpen(int port) {
        try (OneConnection made = OneConnection.open(port)) {
            return !made.isOver();
        } catch (IOException full) {
            return false;
        }
    }

    private static void limit(GatewayProcess gateway, int descriptors) throws Exception {
        String pid = String.valueOf(gateway.process().pid());
        try {
            int status = new ProcessBuilder("prlimit", "--nofile=" + descriptors + ":" + descriptors, "--pid", pid)
                    .start()
                    .waitFor();
            Assumptions.assumeTrue(status == 0, "prlimit may not change a process here, it ended with " + status);
        } catch (IOException e) {
            Assumptions.abort("prlimit is not installed: " + e.getMessage());
        }
    }

    private static int descriptors(GatewayProcess gateway) throws IOException {
        try (var files =
                Files.list(Path.of("/proc", String.valueOf(gateway.process().pid()), "fd"))) {
            return (int) files.count();
        }
    }
}
