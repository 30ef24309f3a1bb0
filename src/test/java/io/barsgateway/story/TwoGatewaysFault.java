package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.Senders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one PostgreSQL that is not theirs, with Senders at both: one of them is killed, and then PostgreSQL. */
class TwoGatewaysFault {

    private static final int KILLS = 6;
    private static final int STORE_KILLS = 10;
    private static final int SENDERS = 2;
    private static final int BETWEEN = 40;
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path home;

    private GatewayProcess gateway(String name, CountingSystem local, OutsideStore store) throws Exception {
        GatewayProcess gateway =
                new GatewayProcess(Files.createDirectory(home.resolve(name)), local.url(), store.setting());
        gateway.start();
        return gateway;
    }

    @Test
    void a_killed_gateway_loses_nothing_and_no_delivery_gets_another_key() throws Exception {
        OutsideStore store = OutsideStore.start();
        try (CountingSystem local = CountingSystem.slow(2, 20);
                GatewayProcess one = gateway("one", local, store);
                GatewayProcess two = gateway("two", local, store);
                Senders first = Senders.start(one.port(), SENDERS);
                Senders second = Senders.start(two.port(), SENDERS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                GatewayProcess victim = kill % 2 == 0 ? one : two;
                awaitMore(first);
                awaitMore(second);
                victim.kill();
                awaitMore(kill % 2 == 0 ? second : first);
                victim.start();
            }
            Set<String> acknowledged = finish(first, second);
            Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(acknowledged));
            long lost = first.lost(local) + second.lost(local);
            long outOfOrder = first.outOfOrder(local) + second.outOfOrder(local);
            String figure = "%d kills, lost %d of %d, out of order %d, under two keys %d, repeats %d"
                    .formatted(KILLS, lost, acknowledged.size(), outOfOrder, local.underTwoKeys(), local.repeats());
            FailureTable.measured("30", figure, () -> {
                assertThat(lost).isZero();
                assertThat(outOfOrder).isZero();
                assertThat(local.underTwoKeys()).isZero();
                assertThat(first.refused()).isEmpty();
                assertThat(second.refused()).isEmpty();
            });
        }
    }

    @Test
    void a_store_that_is_killed_has_every_message_that_was_answered_200() throws Exception {
        OutsideStore store = OutsideStore.start();
        try (CountingSystem local = CountingSystem.slow(2, 20);
                GatewayProcess one = gateway("one", local, store);
                GatewayProcess two = gateway("two", local, store);
                Senders first = Senders.start(one.port(), SENDERS);
                Senders second = Senders.start(two.port(), SENDERS)) {
            Duration longest = Duration.ZERO;
            for (int kill = 0; kill < STORE_KILLS; kill++) {
                awaitMore(first);
                awaitMore(second);
                if (kill % 2 == 0) {
                    store.stopAtOnce();
                } else {
                    store.kill();
                }
                store.startAgain();
                long back = System.nanoTime();
                awaitOne(first);
                awaitOne(second);
                Duration until = Duration.ofNanos(System.nanoTime() - back);
                longest = until.compareTo(longest) > 0 ? until : longest;
            }
            Set<String> acknowledged = finish(first, second);
            Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(acknowledged));
            Set<String> held = new HashSet<>(store.jdbc()
                    .sql("SELECT request_id FROM message WHERE direction = 'in'")
                    .query(String.class)
                    .list());
            long notHeld =
                    acknowledged.stream().filter(id -> !held.contains(id)).count();
            long lost = first.lost(local) + second.lost(local);
            String figure =
                    "%d kills, lost %d of %d, false 200s %d, under two keys %d; both accept again %d ms after it is back at the latest"
                            .formatted(
                                    STORE_KILLS,
                                    lost,
                                    acknowledged.size(),
                                    notHeld,
                                    local.underTwoKeys(),
                                    longest.toMillis());
            FailureTable.measured("32", figure, () -> {
                assertThat(lost).isZero();
                assertThat(notHeld).isZero();
                assertThat(local.underTwoKeys()).isZero();
                assertThat(List.of(first.refused(), second.refused())).containsOnly(List.of());
            });
        }
    }

    private static void awaitMore(Senders senders) {
        awaitMore(senders, BETWEEN);
    }

    private static void awaitOne(Senders senders) {
        awaitMore(senders, 1);
    }

    private static void awaitMore(Senders senders, int more) {
        int before = senders.acknowledged().size();
        Awaitility.await().atMost(LONG).until(() -> senders.acknowledged().size() >= before + more);
    }

    private static Set<String> finish(Senders first, Senders second) {
        first.stop();
        second.stop();
        Awaitility.await().atMost(LONG).until(() -> first.areDone() && second.areDone());
        Set<String> all = new HashSet<>(first.acknowledged());
        all.addAll(second.acknowledged());
        return all;
    }
}
