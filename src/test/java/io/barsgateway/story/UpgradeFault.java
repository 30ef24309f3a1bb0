package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.Senders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A store that two versions of the schema ago was left with a queue: the program of today migrates it and delivers all. */
class UpgradeFault {

    private static final int WAITING = 200;
    private static final Duration LONG = Duration.ofMinutes(3);

    /** Takes back what V8 and V9 did, in the order in which it must be. */
    private static final List<String> BACK = List.of(
            "DROP TABLE alarm_holder, alarm",
            "ALTER TABLE work DROP COLUMN due_at",
            "DROP INDEX work_due, work_undelivered, work_fallback",
            "ALTER TABLE work DROP COLUMN lane, DROP COLUMN fallback",
            "CREATE INDEX work_due ON work (kind, next_at) WHERE status = 'ready'",
            "DELETE FROM flyway_schema_history WHERE version::int > 7");

    @TempDir
    private Path home;

    @Test
    void what_an_earlier_version_held_is_delivered_by_this_one() throws Exception {
        OutsideStore store = OutsideStore.start();
        JdbcClient jdbc = store.jdbc();
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), store.setting())) {
            gateway.start();
            local.refuseAll(503);
            try (Senders senders = Senders.start(gateway.port(), 2, WAITING, Duration.ofSeconds(30))) {
                Awaitility.await().atMost(LONG).until(senders::areDone);
                gateway.stop();
                BACK.forEach(statement -> jdbc.sql(statement).update());
                local.refuseAll(0);

                long start = gateway.start();
                Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(senders.acknowledged()));
                int version = jdbc.sql("SELECT max(version::int) FROM flyway_schema_history")
                        .query(Integer.class)
                        .single();
                String figure =
                        "from schema 7 to %d, ready after %d ms; lost %d of %d, out of order %d, under two keys %d (the way back is not tried)"
                                .formatted(
                                        version,
                                        start,
                                        senders.lost(local),
                                        senders.acknowledged().size(),
                                        senders.outOfOrder(local),
                                        local.underTwoKeys());
                FailureTable.measured("31", figure, () -> {
                    assertThat(senders.lost(local)).isZero();
                    assertThat(senders.outOfOrder(local)).isZero();
                    assertThat(local.underTwoKeys()).isZero();
                    assertThat(senders.refused()).isEmpty();
                });
            }
        }
    }
}
