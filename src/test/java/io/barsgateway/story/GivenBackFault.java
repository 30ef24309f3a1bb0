package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.ProxyClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A local system refused ten thousand messages, and the operator gives them back as docs/operating.md says. */
class GivenBackFault {

    private static final int MANY = 10_000;

    @TempDir
    private Path home;

    @Test
    void ten_thousand_set_aside_messages_are_delivered_once_given_back() throws Exception {
        OutsideStore store = OutsideStore.start();
        JdbcClient jdbc = store.jdbc();
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), store.setting())) {
            gateway.start();
            local.refuseAll(422);
            ProxyClient one = ProxyClient.at(gateway.port()).to(FarSide.ANY);
            assertThat(one.post(Messages.validation()).status()).isEqualTo(200);
            Awaitility.await().until(() -> count(jdbc, "undelivered") == 1);
            multiply(jdbc, one, MANY - 1);
            assertThat(count(jdbc, "undelivered")).isEqualTo(MANY);

            local.refuseAll(0);
            jdbc.sql("UPDATE work SET status = 'ready', next_at = now() WHERE status = 'undelivered'")
                    .update();
            long given = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> count(jdbc, "done") == MANY);
            Duration until = Duration.ofNanos(System.nanoTime() - given);

            Set<String> lost = new TreeSet<>(jdbc.sql("SELECT request_id FROM message")
                    .query(String.class)
                    .set());
            lost.removeAll(local.requests());
            String figure = "lost %d of %d, under two keys %d, repeats %d; all delivered after %d s"
                    .formatted(lost.size(), MANY, local.underTwoKeys(), local.repeats(), until.toSeconds());
            FailureTable.measured("35", figure, () -> {
                assertThat(lost).isEmpty();
                assertThat(local.requests()).hasSize(MANY);
                assertThat(local.underTwoKeys()).isZero();
            });
        }
    }

    private static int count(JdbcClient jdbc, String status) {
        return jdbc.sql("SELECT count(*) FROM work WHERE status = ?")
                .param(status)
                .query(Integer.class)
                .single();
    }

    /** As many more like it, each a case of its own, set aside as it was. */
    private static void multiply(JdbcClient jdbc, ProxyClient one, int times) {
        int filled = jdbc.sql("""
                        WITH twin AS MATERIALIZED (
                            SELECT gen_random_uuid() AS case_id, gen_random_uuid() AS message_id, n
                              FROM generate_series(1, ?) n),
                        one AS (
                            SELECT m AS message, k AS kept, w AS piece
                              FROM message m JOIN bars_case k ON k.id = m.case_id JOIN work w ON w.message_id = m.id
                             WHERE m.correlation_id = ?),
                        cases AS (
                            INSERT INTO bars_case SELECT (jsonb_populate_record(one.kept,
                                       jsonb_build_object('id', twin.case_id, 'reference', 'TWIN-' || twin.n))).*
                              FROM one, twin),
                        messages AS (
                            INSERT INTO message SELECT (jsonb_populate_record(one.message, jsonb_build_object(
                                       'id', twin.message_id, 'case_id', twin.case_id, 'bundle_id', twin.message_id,
                                       'request_id', gen_random_uuid(), 'correlation_id', gen_random_uuid()))).*
                              FROM one, twin)
                        INSERT INTO work (kind, lane, case_id, message_id, service, status, reason, attempts, next_at,
                               created_at, changed_at)
                        SELECT (piece).kind, (piece).lane, twin.case_id, twin.message_id, (piece).service, (piece).status,
                               (piece).reason, (piece).attempts, now(), now(), now() FROM one, twin""").params(times, one.header("X-Correlation-Id")).update();
        assertThat(filled).isEqualTo(times);
    }
}
