package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.SteadySenders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For ten minutes the delivery URL is wrong, a message comes each second, and then somebody mends it. */
class WrongUrlFault {

    private static final int SECONDS_EACH = 300;

    @TempDir
    private Path home;

    @Test
    void everything_is_delivered_in_the_end_under_one_alarm() throws Exception {
        OutsideStore store = OutsideStore.start();
        JdbcClient jdbc = store.jdbc();
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), store.setting())) {
            gateway.start();
            local.refuseAll(404);
            SteadySenders senders = SteadySenders.start(1, ProxyClient.at(gateway.port()));
            try (senders) {
                awaitTaken(senders, SECONDS_EACH);
                local.refuseAll(302);
                awaitTaken(senders, 2 * SECONDS_EACH);
            }
            int aside = count(jdbc, "SELECT count(*) FROM work WHERE status = 'undelivered'");
            local.refuseAll(0);
            long mended = System.nanoTime();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> local.requests()
                    .containsAll(senders.taken()));
            Duration until = Duration.ofNanos(System.nanoTime() - mended);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> count(jdbc, "SELECT count(*) FROM alarm WHERE ended_at IS NULL") == 0);

            int alarms = count(jdbc, "SELECT count(*) FROM alarm WHERE subject LIKE 'deliveries of %'");
            Set<String> lost = new TreeSet<>(senders.taken());
            lost.removeAll(local.requests());
            String figure = "lost %d of %d, set aside %d, alarms %d, ended; all delivered %.1f s after it was mended"
                    .formatted(lost.size(), senders.countTaken(), aside, alarms, until.toMillis() / 1000.0);
            FailureTable.measured("E", figure, () -> {
                assertThat(lost).isEmpty();
                assertThat(local.underTwoKeys()).isZero();
                assertThat(aside).isZero();
                assertThat(alarms).isEqualTo(1);
            });
        }
    }

    private static void awaitTaken(SteadySenders senders, int count) {
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2 * SECONDS_EACH))
                .until(() -> senders.countTaken() >= count);
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
