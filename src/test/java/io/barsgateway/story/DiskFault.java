package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.Senders;
import io.barsgateway.fixture.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk below the store refuses to sync, or is full; the disk of the log is full. Needs root, and strace for the first. */
class DiskFault {

    private static final Logger out = LoggerFactory.getLogger(DiskFault.class);
    private static final Duration BROKEN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path home;

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void a_disk_that_cannot_sync_loses_no_message() throws Exception {
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), 4, Integer.MAX_VALUE, PATIENCE)) {
                await().until(() -> senders.acknowledged().size() > 200);
                Process strace = refuseToSync();
                Asked asked = new Asked();
                asked.during(BROKEN, gateway);
                String health =
                        new LocalClient(gateway.localPort()).get("/health").body();
                strace.destroy();
                strace.waitFor();
                boolean byItself = isTakenAgain(gateway);
                if (!byItself) {
                    gateway.stop();
                    gateway.start();
                }
                end(senders, system);
                out.info("asked {}, health {}, came back by itself {}", asked, health, byItself);
                FailureTable.measured(
                        "5",
                        "answers while nothing can be synced %s, an alarm %s; lost %d of %,d; taken again %s"
                                .formatted(
                                        asked.statuses,
                                        health.contains("\"store\"") || health.contains("store:") ? "yes" : "no",
                                        senders.lost(system),
                                        senders.acknowledged().size(),
                                        byItself ? "without a restart" : "after a restart"),
                        () -> {
                            assertThat(asked.statuses).containsKey(503).doesNotContainKey(200);
                            assertThat(health).contains("store");
                            assertThat(senders.lost(system)).isZero();
                        });
            }
        }
    }

    /** Every sync of the store's processes fails from now on. */
    private Process refuseToSync() throws IOException {
        Path log = home.resolve("strace.log");
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(home.resolve("store/data/postmaster.pid"))
                                .get(0)
                                .strip()))
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO"));
        List<ProcessHandle> processes = new ArrayList<>(server.descendants().toList());
        processes.add(server);
        processes.forEach(process -> command.addAll(List.of("-p", String.valueOf(process.pid()))));
        Process strace;
        try {
            strace = new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            Assumptions.abort("strace is not installed: " + e.getMessage());
            throw e;
        }
        await().until(() -> !strace.isAlive() || Files.readString(log).split("attached", -1).length > processes.size());
        Assumptions.assumeTrue(strace.isAlive(), "strace may not attach here: " + Files.readString(log));
        return strace;
    }

    @Test
    void a_full_store_disk_loses_nothing_and_recovers_once_there_is_room() throws Exception {
        Files.createDirectories(home.resolve("store"));
        try (SmallDisk disk = SmallDisk.at(home.resolve("store"), "200m");
                CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), 4, Integer.MAX_VALUE, PATIENCE)) {
                await().until(() -> senders.acknowledged().size() > 200);
                disk.fill();
                await().until(() -> senders.answers().getOrDefault(503, 0) > 0);
                disk.fill();
                Asked asked = new Asked();
                asked.during(BROKEN, gateway);
                String health =
                        new LocalClient(gateway.localPort()).get("/health").body();
                disk.free();
                boolean byItself = isTakenAgain(gateway);
                if (!byItself) {
                    gateway.stop();
                    gateway.start();
                }
                end(senders, system);
                long falsely = asked.accepted.stream()
                        .filter(id -> !system.requests().contains(id))
                        .count();
                out.info("asked {}, came back by itself {}", asked, byItself);
                FailureTable.measured(
                        "6",
                        "answers while it is full %s, of the 200s false %d; lost %d of %,d; taken again %s"
                                .formatted(
                                        asked.statuses,
                                        falsely,
                                        senders.lost(system),
                                        senders.acknowledged().size(),
                                        byItself ? "without a restart" : "only after a restart"),
                        () -> {
                            assertThat(asked.statuses).containsKey(503);
                            assertThat(health)
                                    .contains(
                                            "\"ready\":false",
                                            "cannot write",
                                            "no space is left on its disk (0 MB free");
                            assertThat(falsely).isZero();
                            assertThat(senders.lost(system)).isZero();
                            assertThat(byItself).isTrue();
                        });
            }
        }
    }

    @Test
    void a_full_disk_of_the_log_stops_no_message() throws Exception {
        Path folder = Files.createDirectories(home.resolve("log"));
        try (SmallDisk disk = SmallDisk.at(folder, "64k");
                CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            Files.createSymbolicLink(home.resolve("gateway-0.log"), Files.createFile(folder.resolve("log")));
            disk.fill();
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), 4, 1_000, PATIENCE)) {
                await().until(senders::areDone);
                senders.settle(system);
                FailureTable.measured(
                        "7",
                        "%,d taken and delivered, lost %d; answers %s; %,d bytes of its log were kept"
                                .formatted(
                                        senders.acknowledged().size(),
                                        senders.lost(system),
                                        senders.answers(),
                                        Files.size(folder.resolve("log"))),
                        () -> {
                            assertThat(senders.acknowledged()).hasSize(1_000);
                            assertThat(senders.answers()).containsOnlyKeys(200);
                            assertThat(senders.lost(system)).isZero();
                        });
            }
        }
    }

    /** A Sender that asks while something is broken, each time with another message. */
    private static final class Asked {

        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Set<String> accepted = new HashSet<>();

        void during(Duration time, GatewayProcess gateway) throws InterruptedException {
            ProxyClient proxy = ProxyClient.at(gateway.port()).waiting(PATIENCE);
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                ProxyClient request = proxy.to(FarSide.ANY);
                int status = status(request);
                statuses.merge(status, 1, Integer::sum);
                if (status == 200) {
                    accepted.add(request.header("X-Request-Id"));
                }
            }
        }

        @Override
        public String toString() {
            return statuses.toString();
        }
    }

    private static int status(ProxyClient request) throws InterruptedException {
        try {
            return request.post(Messages.validation()).status();
        } catch (IOException broken) {
            return 0;
        }
    }

    private static boolean isTakenAgain(GatewayProcess gateway) {
        ProxyClient proxy = ProxyClient.at(gateway.port()).waiting(PATIENCE);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> status(proxy.to(FarSide.ANY)) == 200);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static void end(Senders senders, CountingSystem system) throws InterruptedException {
        int before = senders.acknowledged().size();
        await().until(() -> senders.acknowledged().size() > before + 100);
        senders.stop();
        await().until(senders::areDone);
        senders.settle(system);
    }
}
