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
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A store that an earlier version of the schema left with a queue: the program of today migrates it and delivers all. Then the way back: a
 * later version has added to the schema, and the program of today goes on.
 */
class UpgradeFault {

    private static final int WAITING = 200;
    private static final int MORE = 40;
    private static final Duration LONG = Duration.ofMinutes(3);

    /** Takes back what V8 to V19 did, in the order in which it must be. */
    private static final List<String> BACK = List.of(
            "CREATE FUNCTION audit_is_pending() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN INSERT INTO audit_pending VALUES (NEW.id); RETURN NULL; END $$",
            "CREATE TRIGGER audit_is_pending AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_pending()",
            "INSERT INTO audit_pending SELECT id FROM audit WHERE id > (SELECT last_id FROM audit_block WHERE seq = 0)",
            "DROP TABLE audit_block, audit_boundary",
            "ALTER TABLE work DROP COLUMN set_aside",
            "ALTER TABLE service_pause DROP COLUMN reason",
            "DROP TABLE store_probe",
            "DROP TABLE diary_reading",
            "DROP INDEX work_returning",
            "ALTER TABLE work DROP COLUMN may_have_arrived, DROP COLUMN return_after",
            "DROP TABLE alarm_holder, alarm",
            "ALTER TABLE work DROP COLUMN due_at",
            "DROP INDEX work_due, work_undelivered, work_fallback",
            "ALTER TABLE work DROP COLUMN lane, DROP COLUMN fallback",
            "CREATE INDEX work_due ON work (kind, next_at) WHERE status = 'ready'",
            "ALTER TABLE message DROP COLUMN trace",
            "UPDATE bars_case k SET merged = m.body FROM message m WHERE m.id = k.opened_by AND k.merged IS NULL",
            "ALTER TABLE bars_case DROP COLUMN opened_by, DROP COLUMN differs",
            "ALTER TABLE work DROP COLUMN owner, DROP COLUMN taken_at",
            "DROP INDEX work_handled, audit_request",
            "ALTER TABLE audit DROP COLUMN reference",
            "DROP TABLE service_pause",
            "DELETE FROM flyway_schema_history WHERE version::int > 7");

    /** What a later version may have done: it adds, and takes nothing away. */
    private static final List<String> AHEAD = List.of(
            "ALTER TABLE work ADD COLUMN of_a_later_version text",
            "CREATE TABLE of_a_later_version (id uuid PRIMARY KEY)",
            """
            INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, true FROM flyway_schema_history""");

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
                gateway.stop();
                AHEAD.forEach(statement -> jdbc.sql(statement).update());
                gateway.start();
                Set<String> more = more(gateway, local);
                String figure =
                        "from schema 7 to %d, ready after %d ms; lost %d of %d, out of order %d, under two keys %d; on a later schema it starts, and %d of %d more are delivered"
                                .formatted(
                                        version,
                                        start,
                                        senders.lost(local),
                                        senders.acknowledged().size(),
                                        senders.outOfOrder(local),
                                        local.underTwoKeys(),
                                        more.stream()
                                                .filter(local.requests()::contains)
                                                .count(),
                                        MORE);
                FailureTable.measured("31", figure, () -> {
                    assertThat(senders.lost(local)).isZero();
                    assertThat(senders.outOfOrder(local)).isZero();
                    assertThat(local.underTwoKeys()).isZero();
                    assertThat(senders.refused()).isEmpty();
                    assertThat(more).hasSizeGreaterThanOrEqualTo(MORE);
                });
            }
        }
    }

    /** Messages that were acknowledged and delivered. */
    private static Set<String> more(GatewayProcess gateway, CountingSystem local) {
        try (Senders senders = Senders.start(gateway.port(), 2, MORE, Duration.ofSeconds(30))) {
            Awaitility.await().atMost(LONG).until(senders::areDone);
            Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(senders.acknowledged()));
            return senders.acknowledged();
        }
    }
}
