package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Senders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** kill -9 again and again while messages come in: what was acknowledged is delivered, in order, and repeats bear the same key. */
class KillFault {

    private static final Logger out = LoggerFactory.getLogger(KillFault.class);
    private static final int MESSAGES = 10_000;
    private static final int KILLS = 50;
    private static final int SENDERS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long READY_WITHIN_MILLIS = 20_000;
    private static final long LONGEST_MINUTES = 18;

    /** A delivery that hangs is given up soon, and one whose gateway was killed is tried again soon. */
    private static final String[] QUICK = {
        "-Dbars.delivery.every=50ms",
        "-Dbars.delivery.at-once=8",
        "-Dbars.delivery.response-timeout=2s",
        "-Dbars.delivery.deadline=2s",
        "-Dbars.delivery.lease=4s",
        "-Dbars.retry.first=200ms",
        "-Dbars.retry.max=2s",
        "-Dbars.retry.pause=1s"
    };

    @TempDir
    private Path home;

    @Test
    void what_was_acknowledged_outlives_fifty_kills() throws Exception {
        try (CountingSystem system = CountingSystem.faulty(5, 2, 3_000);
                GatewayProcess gateway = gateway(system)) {
            Random dice = new Random(1);
            List<Long> ready = new ArrayList<>();
            int kills = 0;
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), SENDERS, MESSAGES, PATIENCE)) {
                // At random moments in the stream of messages, so that all of it goes through all kills
                for (int moment :
                        dice.ints(KILLS, 1, MESSAGES - SENDERS).sorted().toArray()) {
                    await().until(() -> senders.acknowledged().size() >= moment || senders.areDone());
                    await().pollDelay(Duration.ofMillis(dice.nextInt(300))).until(() -> true);
                    gateway.kill();
                    kills++;
                    ready.add(gateway.start());
                    out.info(
                            "{} kills, {} acknowledged",
                            kills,
                            senders.acknowledged().size());
                }
                await().until(senders::areDone);
                senders.settle(system);
                report(senders, system, kills, ready);
            }
        }
    }

    private static void report(Senders senders, CountingSystem system, int kills, List<Long> ready) throws Exception {
        List<Long> sorted = ready.stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2);
        long most = sorted.get(sorted.size() - 1);
        long lost = senders.lost(system);
        long outOfOrder = senders.outOfOrder(system);
        out.info(
                "answers {}, refused {}, cases with more than one message {}, repeats {}",
                senders.answers(),
                senders.refused(),
                senders.cases().size(),
                system.repeats());
        FailureTable.measured(
                "1",
                ("lost %d of %,d, out of order %d in %d cases with more than one message, two keys %d; %d kills, ready again"
                                + " after %.1f s (median), %.1f s (most); %d repeats under the same key")
                        .formatted(
                                lost,
                                senders.acknowledged().size(),
                                outOfOrder,
                                senders.cases().size(),
                                system.underTwoKeys(),
                                kills,
                                median / 1000.0,
                                most / 1000.0,
                                system.repeats()),
                () -> {
                    assertThat(senders.refused()).isEmpty();
                    assertThat(senders.acknowledged()).hasSize(MESSAGES);
                    assertThat(lost).isZero();
                    assertThat(outOfOrder).isZero();
                    assertThat(senders.cases()).hasSizeGreaterThan(MESSAGES / 50);
                    assertThat(system.underTwoKeys()).isZero();
                    assertThat(kills).isEqualTo(KILLS);
                    assertThat(most).isLessThan(READY_WITHIN_MILLIS);
                });
    }

    @Test
    void a_local_system_that_sometimes_fails_gets_every_message() throws Exception {
        int messages = 2_000;
        try (CountingSystem system = CountingSystem.slow(5, 200);
                GatewayProcess gateway = gateway(system)) {
            gateway.start();
            try (Senders senders = Senders.start(gateway.port(), SENDERS, messages, PATIENCE)) {
                await().until(senders::areDone);
                senders.settle(system);
                FailureTable.measured(
                        "10",
                        "lost %d of %,d, out of order %d, two keys %d"
                                .formatted(
                                        senders.lost(system),
                                        senders.acknowledged().size(),
                                        senders.outOfOrder(system),
                                        system.underTwoKeys()),
                        () -> {
                            assertThat(senders.refused()).isEmpty();
                            assertThat(senders.acknowledged()).hasSize(messages);
                            assertThat(senders.lost(system)).isZero();
                            assertThat(senders.outOfOrder(system)).isZero();
                            assertThat(system.underTwoKeys()).isZero();
                        });
            }
        }
    }

    private GatewayProcess gateway(CountingSystem system) throws Exception {
        return new GatewayProcess(home, system.url(), "").with(QUICK).learned();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(LONGEST_MINUTES));
    }
}
