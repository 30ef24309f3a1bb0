package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OneConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM under load, twenty times: every request that was written is answered, on kept connections and on new ones. */
class StopFault {

    private static final Logger out = LoggerFactory.getLogger(StopFault.class);
    private static final int STOPS = 20;
    private static final int KEPT = 8;
    private static final int NEW = 4;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<String> cut = new ConcurrentLinkedQueue<>();
    private final AtomicInteger notConnected = new AtomicInteger();
    private final AtomicInteger closedBetween = new AtomicInteger();

    @TempDir
    private Path home;

    @Test
    void a_stop_under_load_cuts_no_request_and_loses_nothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(KEPT + NEW);
        try (CountingSystem system = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, system.url(), "").learned()) {
            gateway.start();
            for (int i = 0; i < KEPT; i++) {
                threads.execute(() -> ask(gateway.port(), true));
            }
            for (int i = 0; i < NEW; i++) {
                threads.execute(() -> ask(gateway.port(), false));
            }
            Random dice = new Random(19);
            for (int stop = 1; stop <= STOPS; stop++) {
                int enough = acknowledged.size() + 50 + dice.nextInt(150);
                await(() -> acknowledged.size() >= enough);
                long begun = System.nanoTime();
                gateway.stop();
                out.info(
                        "{}. stop took {} ms; acknowledged {}, cut {}",
                        stop,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                        acknowledged.size(),
                        cut);
                gateway.start();
            }
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> system.requests()
                    .containsAll(acknowledged));
            report(system);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition);
    }

    private void report(CountingSystem system) throws Exception {
        long lost = acknowledged.stream()
                .filter(id -> !system.requests().contains(id))
                .count();
        out.info("answers {}, cut {}", new TreeMap<>(answers), cut);
        FailureTable.measured(
                "19",
                "requests cut %d, lost %d of %,d; %d stops, answers %s, %,d connections closed between requests, %,d attempts not connected"
                        .formatted(
                                cut.size(),
                                lost,
                                acknowledged.size(),
                                STOPS,
                                new TreeMap<>(answers),
                                closedBetween.get(),
                                notConnected.get()),
                () -> {
                    assertThat(cut).isEmpty();
                    assertThat(lost).isZero();
                    assertThat(answers.keySet()).isSubsetOf(200, 429, 503);
                });
    }

    /** One message after the other, a few of them each moment, until the test is over. */
    private void ask(int port, boolean keep) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (OneConnection connection = OneConnection.open(port)) {
                    useUp(connection, keep);
                } catch (IOException stopped) {
                    notConnected.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void useUp(OneConnection connection, boolean keep) throws IOException, InterruptedException {
        int asked = 0;
        do {
            String id = UUID.randomUUID().toString();
            try {
                int status = connection.post(id, Messages.bytes(Messages.validation()));
                answers.merge(status, 1, Integer::sum);
                if (status == 200) {
                    acknowledged.add(id);
                }
            } catch (IOException e) {
                cut.add((keep ? "kept, after " + asked : "new") + ": " + e.getMessage());
                return;
            }
            asked++;
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(keep ? 80 : 20));
        } while (keep && !connection.isOver());
        if (keep) {
            closedBetween.incrementAndGet();
        }
    }
}
