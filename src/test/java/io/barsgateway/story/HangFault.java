package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A local system that takes connections and never answers, with 1,000 messages waiting for it, beside a healthy one. */
@GatewayTest
@DirtiesContext
class HangFault {

    private static final Logger out = LoggerFactory.getLogger(HangFault.class);
    private static final int WAITING = 1000;
    private static final int MEASURED = 60;

    /** Milliseconds from the answer to the Sender until the message is at the local system. */
    private record Times(long p50, long p95) {
        @Override
        public String toString() {
            return "p50 " + p50 + " ms, p95 " + p95 + " ms";
        }
    }

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    HangFault(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-hang").toString();
        settings.add("bars.home", () -> home);
        // As they are by default
        settings.add("bars.delivery.every", () -> "200ms");
        settings.add("bars.retry.first", () -> "1s");
        settings.add("bars.retry.max", () -> "5m");
    }

    @Test
    void a_healthy_service_hardly_notices() throws Exception {
        measure();
        Times alone = measure();
        ProxyClient first = proxy.to(FarSide.HANGING);
        assertThat(first.post(Messages.to(FarSide.HANGING, Messages.validation()))
                        .status())
                .isEqualTo(200);
        assertThat(multiply(first, WAITING - 1)).isEqualTo(WAITING - 1);
        Times early = measure();
        Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                        local.get("/health").json().path("details").toString())
                .contains("deliveries of " + FarSide.HANGING));
        Times late = measure();

        String figure = "undisturbed %s; at first %s; once the alarm stands %s".formatted(alone, early, late);
        out.info("{} messages wait for a system that hangs: {}", WAITING, figure);
        FailureTable.measured("A", figure, () -> {
            assertThat(early.p50).isLessThanOrEqualTo(2 * alone.p50);
            assertThat(late.p50).isLessThanOrEqualTo(2 * alone.p50);
        });
    }

    /** As many more like it, each in a case of its own: a thousand posts would take longer than what is measured. */
    private int multiply(ProxyClient one, int times) {
        return jdbc.sql("""
                        WITH twin AS MATERIALIZED (
                            SELECT gen_random_uuid() AS case_id, gen_random_uuid() AS message_id, n
                              FROM generate_series(1, ?) n),
                        one AS (
                            SELECT m AS message, k AS kept FROM message m JOIN bars_case k ON k.id = m.case_id
                             WHERE m.correlation_id = ?),
                        cases AS (
                            INSERT INTO bars_case SELECT (jsonb_populate_record(one.kept,
                                       jsonb_build_object('id', twin.case_id, 'reference', 'TWIN-' || twin.n))).*
                              FROM one, twin),
                        messages AS (
                            INSERT INTO message SELECT (jsonb_populate_record(one.message, jsonb_build_object(
                                       'id', twin.message_id, 'case_id', twin.case_id, 'bundle_id', twin.message_id))).*
                              FROM one, twin)
                        INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at)
                        SELECT 'deliver', (one.message).service, twin.case_id, twin.message_id, (one.message).service, 'ready',
                               now(), now(), now() FROM one, twin""").params(times, one.header("X-Correlation-Id")).update();
    }

    private Times measure() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < MEASURED; i++) {
            ProxyClient request = proxy.to(FarSide.DOUBLED);
            assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                            .status())
                    .isEqualTo(200);
            long start = System.nanoTime();
            assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request)))
                    .as("delivered in 20 s, the %s.", i + 1)
                    .hasSize(1);
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        Collections.sort(millis);
        return new Times(millis.get(MEASURED / 2), millis.get(MEASURED * 95 / 100));
    }
}
