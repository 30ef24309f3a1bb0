package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.AnswerCutter;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Senders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process is killed while it starts, or suspended, or its answer is lost: nothing is lost, and nothing has two keys. */
class RestartFault {

    private static final Logger out = LoggerFactory.getLogger(RestartFault.class);
    private static final int EARLY = 20;
    private static final int LATE = 10;
    private static final Duration SUSPENDED = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3));
    }

    private static void pass(Duration time) {
        Awaitility.await()
                .atMost(time.plusMinutes(1))
                .pollDelay(time)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> true);
    }

    @Test
    void kills_while_it_starts_lose_nothing_and_the_next_start_is_whole() throws Exception {
        Random dice = new Random(2);
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, "http://127.0.0.1:1/in", "")) {
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), 4, 300, Duration.ofSeconds(20))) {
                await().until(senders::areDone);
                gateway.kill();
                gateway.with("-Dbars.delivery.url=" + system.url(), "-Dbars.delivery.lease=31s");
                for (int kill = 0; kill < EARLY + LATE; kill++) {
                    gateway.begin();
                    // In the first second, as the goal says; then also while it opens its store, its routes and its
                    // port
                    pass(Duration.ofMillis(kill < EARLY ? 200 + dice.nextInt(800) : 1_000 + dice.nextInt(9_000)));
                    assertThat(gateway.process().isAlive())
                            .as("it was still there")
                            .isTrue();
                    gateway.kill();
                }
                long ready = gateway.start();
                senders.settle(system);
                FailureTable.measured(
                        "2",
                        "lost %d of %d, starts that failed 0, two keys %d; %d kills in the first second and %d in the first ten;"
                                        .formatted(
                                                senders.lost(system),
                                                senders.acknowledged().size(),
                                                system.underTwoKeys(),
                                                EARLY,
                                                LATE)
                                + " the whole start took %.1f s".formatted(ready / 1000.0),
                        () -> {
                            assertThat(senders.lost(system)).isZero();
                            assertThat(senders.outOfOrder(system)).isZero();
                            assertThat(system.underTwoKeys()).isZero();
                        });
            }
        }
    }

    @Test
    void a_message_whose_answer_was_lost_is_held_once_and_delivered_once() throws Exception {
        int messages = 50;
        Map<String, Integer> repeats = new TreeMap<>();
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "");
                AnswerCutter cutter = AnswerCutter.to(gateway.port())) {
            gateway.start();
            for (int i = 0; i < messages; i++) {
                ProxyClient sender = ProxyClient.at(cutter.port());
                assertThat(sender.to(FarSide.ANY).post(Messages.validation()).status())
                        .as("the connection stands")
                        .isEqualTo(200);
                byte[] message = Messages.bytes(Messages.validation());
                ProxyClient request = sender.to(FarSide.ANY);
                cutter.cut(true);
                assertThatThrownBy(() -> request.post(message)).isInstanceOf(IOException.class);
                cutter.cut(false);
                Reply repeat = request.post(message);
                repeats.merge(repeat.status() + " " + repeat.issue(), 1, Integer::sum);
            }
            Awaitility.waitAtMost(Duration.ofMinutes(1))
                    .until(() -> system.requests().size() >= 2 * messages);
            FailureTable.measured(
                    "3",
                    "%d answers cut; the repeats heard %s; delivered %d of %d, again %d, two keys %d"
                            .formatted(
                                    cutter.count(),
                                    repeats,
                                    system.requests().size(),
                                    2 * messages,
                                    system.repeats(),
                                    system.underTwoKeys()),
                    () -> {
                        assertThat(repeats).isEqualTo(Map.of("409 duplicate", messages));
                        assertThat(system.requests()).hasSize(2 * messages);
                        assertThat(system.repeats()).isZero();
                        assertThat(system.underTwoKeys()).isZero();
                    });
        }
    }

    @Test
    void a_suspension_of_a_minute_loses_nothing() throws Exception {
        try (CountingSystem system = CountingSystem.slow(0, 50);
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "")) {
            gateway.with(
                            "-Dbars.delivery.deadline=10s",
                            "-Dbars.delivery.lease=20s",
                            "-Dbars.delivery.response-timeout=10s")
                    .start();
            try (Senders senders = Senders.start(gateway.port(), 6, Integer.MAX_VALUE, Duration.ofSeconds(10))) {
                await().until(() -> senders.acknowledged().size() > 500);
                gateway.signal("STOP");
                pass(SUSPENDED);
                gateway.signal("CONT");
                long woken = System.nanoTime();
                int before = senders.acknowledged().size();
                await().until(() -> senders.acknowledged().size() > before + 10);
                long again = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - woken);
                await().until(() -> senders.acknowledged().size() > before + 500);
                senders.stop();
                await().until(senders::areDone);
                senders.settle(system);
                out.info("answers {}", senders.answers());
                FailureTable.measured(
                        "20",
                        "lost %d of %,d, out of order %d, two keys %d; delivered again under the same key %d; messages taken again %.1f s"
                                        .formatted(
                                                senders.lost(system),
                                                senders.acknowledged().size(),
                                                senders.outOfOrder(system),
                                                system.underTwoKeys(),
                                                system.repeats(),
                                                again / 1000.0)
                                + " after it went on",
                        () -> {
                            assertThat(senders.refused()).isEmpty();
                            assertThat(senders.lost(system)).isZero();
                            assertThat(senders.outOfOrder(system)).isZero();
                            assertThat(system.underTwoKeys()).isZero();
                        });
            }
        }
    }
}
