package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.Processes;
import io.barsgateway.fixture.ProxyClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rows are changed behind the gateway's back: what was damaged is set aside by name and never passed on, the rest is delivered. */
class DamageFault {

    private static final int MESSAGES = 100;
    private static final String NAMED = "the stored bytes are not those that were accepted (SHA-256 differs)";

    /** One bit, half of the bytes gone, another message's bytes, the hash itself. */
    private static final List<String> DAMAGES = List.of(
            "body = set_bit(body, 8 * (length(body) / 2), 1 - get_bit(body, 8 * (length(body) / 2)))",
            "body = substring(body FROM 1 FOR length(body) / 2)",
            "body = (SELECT o.body FROM message o WHERE o.id <> message.id LIMIT 1)",
            "sha256 = md5(sha256) || md5(sha256)");

    private static final int OF_EACH = 5;

    @TempDir
    private Path home;

    @Test
    void damaged_rows_are_named_and_set_aside_and_the_rest_is_delivered() throws Exception {
        OutsideStore store = OutsideStore.start();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(store.directUrl()));
        Map<String, String> accepted = new HashMap<>();
        Set<String> damaged = new HashSet<>();
        String nobody = "http://127.0.0.1:" + Processes.freePort() + "/in";
        try (GatewayProcess gateway =
                new GatewayProcess(home, nobody, "  store: { url: \"%s\" }".formatted(store.url()))) {
            gateway.with("-Dbars.retry.first=200ms", "-Dbars.retry.max=1s").start();
            ProxyClient proxy = ProxyClient.at(gateway.port());
            for (int i = 0; i < MESSAGES; i++) {
                ProxyClient request = proxy.to(FarSide.ANY);
                byte[] message = Messages.bytes(Messages.validation());
                assertThat(request.post(message).status()).isEqualTo(200);
                accepted.put(request.header("X-Request-Id"), new String(message, StandardCharsets.UTF_8));
            }
            gateway.stop();
            for (String damage : DAMAGES) {
                damaged.addAll(jdbc.sql("UPDATE message SET " + damage
                                + " WHERE id IN (SELECT id FROM message WHERE request_id <> ALL (?) ORDER BY held_at LIMIT ?)"
                                + " RETURNING request_id")
                        .params(damaged.toArray(String[]::new), OF_EACH)
                        .query(String.class)
                        .list());
            }
            gateway.with("-Dbars.delivery.url=" + FarSide.FRAIL_LOCAL.url()).start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> jdbc.sql("SELECT count(*) FROM work WHERE status = 'ready'")
                                    .query(Integer.class)
                                    .single()
                            == 0);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> health(gateway)
                    .contains("undelivered deliver"));
            report(jdbc, gateway, accepted, damaged);
        }
    }

    private static void report(
            JdbcClient jdbc, GatewayProcess gateway, Map<String, String> accepted, Set<String> damaged)
            throws Exception {
        Map<String, String> arrived = new HashMap<>();
        for (LocalDouble.Attempt attempt : FarSide.FRAIL_LOCAL.await(1, attempt -> true)) {
            arrived.put(attempt.header("X-Request-Id"), attempt.body());
        }
        List<String> named = jdbc.sql(
                        "SELECT m.request_id FROM work w JOIN message m ON m.id = w.message_id WHERE w.status = 'undelivered'"
                                + " AND w.reason = ?")
                .param(NAMED)
                .query(String.class)
                .list();
        long changed = arrived.entrySet().stream()
                .filter(one -> !one.getValue().equals(accepted.get(one.getKey())))
                .count();
        String log = gateway.log();
        FailureTable.measured(
                "8",
                "%d damaged of %d: %d set aside and named, %d delivered changed; %d of the other %d delivered as they came"
                        .formatted(
                                damaged.size(),
                                accepted.size(),
                                named.size(),
                                changed,
                                arrived.size() - changed,
                                accepted.size() - damaged.size()),
                () -> {
                    assertThat(damaged).hasSize(DAMAGES.size() * OF_EACH);
                    assertThat(named).containsExactlyInAnyOrderElementsOf(damaged);
                    assertThat(changed).isZero();
                    assertThat(arrived).hasSize(accepted.size() - damaged.size());
                    assertThat(log.lines().filter(line -> line.contains("Undelivered") && line.contains(NAMED)))
                            .hasSize(damaged.size());
                });
    }

    private static String health(GatewayProcess gateway) throws Exception {
        return new LocalClient(gateway.localPort()).get("/health").body();
    }
}
