package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OneConnection;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one PostgreSQL: one of them is held up for longer than its leases, or replaced, and the other goes on. */
class OneOfTwoFault {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration SUSPENDED = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;
    private static final int THREADS = 6;
    private static final int BETWEEN = 150;

    @TempDir
    private Path home;

    private GatewayProcess gateway(String name, CountingSystem local, OutsideStore store) throws Exception {
        GatewayProcess gateway = new GatewayProcess(
                        Files.createDirectory(home.resolve(name)), local.url(), store.setting())
                .with("-Dbars.delivery.lease=30s", "-Dbars.delivery.deadline=20s");
        gateway.start();
        return gateway;
    }

    @Test
    void a_suspended_gateway_posts_nothing_that_the_other_has_settled() throws Exception {
        OutsideStore store = OutsideStore.start();
        // Slow enough that deliveries are always under way
        try (CountingSystem local = CountingSystem.slow(0, 30);
                GatewayProcess one = gateway("one", local, store);
                GatewayProcess two = gateway("two", local, store);
                Senders first = Senders.start(one.port(), 2);
                Senders second = Senders.start(two.port(), 2)) {
            awaitMore(first, 40);
            awaitMore(second, 40);
            one.signal("STOP");
            Awaitility.await().pollDelay(SUSPENDED).atMost(SUSPENDED.plus(LONG)).until(() -> true);
            awaitMore(second, 40);
            int before = local.repeats();
            one.signal("CONT");
            awaitMore(first, 40);
            first.stop();
            second.stop();
            Awaitility.await().atMost(LONG).until(() -> first.areDone() && second.areDone());
            Set<String> acknowledged = new HashSet<>(first.acknowledged());
            acknowledged.addAll(second.acknowledged());
            Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(acknowledged));
            long lost = first.lost(local) + second.lost(local);
            long outOfOrder = first.outOfOrder(local) + second.outOfOrder(local);
            int late = local.repeats() - before;
            FailureTable.measured(
                    "J",
                    "lost %d of %,d, out of order %d, under two keys %d; posted after the other had settled it %d; taken over under their key meanwhile %d"
                            .formatted(lost, acknowledged.size(), outOfOrder, local.underTwoKeys(), late, before),
                    () -> {
                        assertThat(lost).isZero();
                        assertThat(outOfOrder).isZero();
                        assertThat(local.underTwoKeys()).isZero();
                        assertThat(late).isZero();
                    });
        }
    }

    @Test
    void both_are_replaced_in_turn_and_no_request_fails() throws Exception {
        OutsideStore store = OutsideStore.start();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Queue<String> failed = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess one = gateway("one", local, store);
                GatewayProcess two = gateway("two", local, store)) {
            for (int i = 0; i < THREADS; i++) {
                int start = i;
                threads.execute(() -> ask(start, new int[] {one.port(), two.port()}, acknowledged, failed));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (GatewayProcess gateway : new GatewayProcess[] {one, two}) {
                    int enough = acknowledged.size() + BETWEEN;
                    Awaitility.await().atMost(LONG).until(() -> acknowledged.size() >= enough);
                    gateway.stop();
                    gateway.start();
                }
            }
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(acknowledged));
            FailureTable.measured(
                    "K",
                    "%d replacements, failed requests %d of %,d %s, lost 0, under two keys %d"
                            .formatted(2 * ROUNDS, failed.size(), acknowledged.size(), failed, local.underTwoKeys()),
                    () -> {
                        assertThat(failed).isEmpty();
                        assertThat(local.underTwoKeys()).isZero();
                    });
        } finally {
            threads.shutdownNow();
        }
    }

    /** One message after the other on kept connections, to whichever gateway takes them, as a balancer does. */
    private static void ask(int start, int[] ports, Set<String> acknowledged, Queue<String> failed) {
        int door = start;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                door++;
                try (OneConnection connection = OneConnection.open(ports[door % ports.length])) {
                    useUp(connection, acknowledged, failed);
                } catch (IOException away) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void useUp(OneConnection connection, Set<String> acknowledged, Queue<String> failed)
            throws IOException, InterruptedException {
        do {
            String id = UUID.randomUUID().toString();
            try {
                int status = connection.post(id, Messages.bytes(Messages.validation()));
                if (status == 200) {
                    acknowledged.add(id);
                } else {
                    failed.add(String.valueOf(status));
                }
            } catch (IOException e) {
                failed.add("cut: " + e.getMessage());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        } while (!connection.isOver());
    }

    private static void awaitMore(Senders senders, int more) {
        int before = senders.acknowledged().size();
        Awaitility.await().atMost(LONG).until(() -> senders.acknowledged().size() >= before + more);
    }
}
