package io.barsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the benchmark writes into a gateway's PostgreSQL, and sees in it. */
@GatewayTest
@DirtiesContext
class BenchStoreIT {

    private static final OutsideStore STORE = OutsideStore.start();
    private static final int CASES = 50;
    private static final int WAITING = 5;

    private final JdbcClient jdbc = STORE.jdbc();
    private final ProxyClient proxy;

    BenchStoreIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-bench-store").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.store.url", STORE::url);
    }

    @Test
    void what_is_written_fits_the_schema_and_the_gateway_goes_on() throws Exception {
        assertThat(RequestBytes.PAUSED_SERVICE).isEqualTo(FarSide.PICKY);
        accept();
        awaitDelivered(1);
        long audited = count("audit");
        try (Connection store = connection()) {
            MuchHeld.fill(store, CASES, WAITING);
        }

        assertThat(count("bars_case")).isEqualTo(CASES + 1);
        assertThat(count("message WHERE length(body) > 100")).isEqualTo(WAITING + 1);
        assertThat(count("request_outcome")).isEqualTo(CASES + 1);
        assertThat(count("audit")).isGreaterThanOrEqualTo(audited + CASES);
        assertThat(count("bars_case k JOIN message m ON m.id = k.opened_by AND m.case_id = k.id"))
                .isEqualTo(CASES + 1);
        accept();
        awaitDelivered(CASES - WAITING + 2);
        assertThat(count("work WHERE status = 'ready' AND service = '" + RequestBytes.PAUSED_SERVICE + "'"))
                .isEqualTo(WAITING);
    }

    @Test
    void a_session_that_waits_for_a_lock_is_seen() throws Exception {
        try (Connection holder = connection();
                Connection waiter = connection();
                LockWaits waits = LockWaits.watch(connection())) {
            holder.createStatement().execute("SELECT pg_advisory_lock(1)");
            CompletableFuture<Boolean> waited = CompletableFuture.supplyAsync(() -> lock(waiter));
            Awaitility.await().until(() -> waits.seen().waiting() > 0);
            holder.createStatement().execute("SELECT pg_advisory_unlock(1)");

            assertThat(waited.get()).isTrue();
            assertThat(waits.seen().most()).isEqualTo(1);
        }
    }

    private static boolean lock(Connection waiter) {
        try {
            return waiter.createStatement().execute("SELECT pg_advisory_lock(1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(STORE.directUrl());
    }

    private void accept() throws Exception {
        assertThat(proxy.to(FarSide.ANY).post(Messages.validation()).status()).isEqualTo(200);
    }

    private void awaitDelivered(long many) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count("work WHERE status = 'done'") == many);
    }

    private long count(String rows) {
        return jdbc.sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
