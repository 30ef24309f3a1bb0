package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the machine jumps while messages wait: the gateway and its own PostgreSQL both see it, as they do where they share a
 * machine. The certificates are good for longer than it jumps. Needs libfaketime.
 */
class ClockFault {

    /** From now on, beside the real time: far ahead, and from there back to a day before the real time. */
    private static final List<String> JUMPS = List.of("+390d", "-1d");

    private static final int BETWEEN = 40;
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @Test
    void nothing_waits_for_the_time_of_before_the_jump() throws Exception {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "needs libfaketime");
        Path time = Files.writeString(home.resolve("time"), "+0");
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), "")
                        .by(
                                "env",
                                "LD_PRELOAD=" + library.orElseThrow(),
                                "FAKETIME_TIMESTAMP_FILE=" + time,
                                "FAKETIME_CACHE_DURATION=1",
                                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                                "DONT_FAKE_MONOTONIC=1")) {
            gateway.start();
            List<String> figures = new ArrayList<>();
            try (Senders senders = Senders.start(gateway.port(), 2)) {
                awaitMore(senders);
                for (String jump : JUMPS) {
                    local.refuseAll(503);
                    awaitMore(senders);
                    // What fails once it is older than give-up-after is set aside, so from here on nothing fails
                    Files.writeString(time, jump);
                    local.refuseAll(0);
                    long jumped = System.nanoTime();
                    awaitMore(senders);
                    Duration accepts = Duration.ofNanos(System.nanoTime() - jumped);
                    figures.add("%s: %d more accepted after %d ms".formatted(jump, BETWEEN, accepts.toMillis()));
                }
                senders.stop();
                Awaitility.await().atMost(LONG).until(senders::areDone);
                long stopped = System.nanoTime();
                awaitArrival(senders, local);
                String figure = "%s; lost %d of %d, under two keys %d, all delivered %d s after the last"
                        .formatted(
                                String.join("; ", figures),
                                senders.lost(local),
                                senders.acknowledged().size(),
                                local.underTwoKeys(),
                                Duration.ofNanos(System.nanoTime() - stopped).toSeconds());
                FailureTable.measured("21", figure, () -> {
                    assertThat(senders.lost(local)).isZero();
                    assertThat(local.underTwoKeys()).isZero();
                    assertThat(senders.refused()).isEmpty();
                });
            }
        }
    }

    /** Until all have arrived, or long enough. */
    private static void awaitArrival(Senders senders, CountingSystem local) {
        long end = System.nanoTime() + LONG.toNanos();
        Awaitility.await()
                .atMost(LONG.plusMinutes(1))
                .until(() -> local.requests().containsAll(senders.acknowledged()) || System.nanoTime() > end);
    }

    private static void awaitMore(Senders senders) {
        int before = senders.acknowledged().size();
        Awaitility.await().atMost(LONG).until(() -> senders.acknowledged().size() >= before + BETWEEN);
    }

    private static Optional<Path> library() throws IOException {
        Path root = Path.of("/usr/lib");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
