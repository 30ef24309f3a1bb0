package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.LocalDouble.Breach;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A local system that refuses one message of many, or leaves an attempt without a whole answer; and a Sender that repeats an id. */
@GatewayTest
@DirtiesContext
class NeighbourFault {

    private static final int MANY = 100;
    private static final int HELD_UP = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    NeighbourFault(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc,
            AuditTrail audit) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-neighbour").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.delivery.deadline", () -> DEADLINE.toSeconds() + "s");
        settings.add("bars.delivery.response-timeout", () -> DEADLINE.toSeconds() + "s");
        // As they are by default
        settings.add("bars.delivery.every", () -> "200ms");
        settings.add("bars.retry.first", () -> "1s");
        settings.add("bars.retry.max", () -> "5m");
    }

    private ProxyClient post(ProxyClient request) throws Exception {
        assertThat(request.post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .isEqualTo(200);
        return request;
    }

    private String status(ProxyClient request) {
        return jdbc.sql("SELECT w.status FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .single();
    }

    private static List<Attempt> attempts(ProxyClient request, int count) throws InterruptedException {
        return FarSide.FRAIL_LOCAL.await(count, LocalDouble.of(request));
    }

    private static long keys(List<Attempt> attempts) {
        return attempts.stream()
                .map(one -> one.header("Idempotency-Key"))
                .distinct()
                .count();
    }

    @Test
    void a_refused_message_holds_up_no_other() throws Exception {
        ProxyClient poison = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.answerNext(LocalDouble.of(poison), 422);
        List<ProxyClient> others = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            others.add(post(i == MANY / 2 ? poison : proxy.to(FarSide.FRAIL)));
        }
        others.remove(poison);
        long posted = System.nanoTime();
        for (ProxyClient one : others) {
            assertThat(attempts(one, 1)).hasSize(1);
        }
        Duration delivered = Duration.ofNanos(System.nanoTime() - posted);
        Awaitility.await().until(() -> status(poison).equals("undelivered"));
        Awaitility.await().untilAsserted(() -> assertThat(
                        local.get("/health").json().path("details").toString())
                .contains("undelivered deliver https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.FRAIL));
        Duration seen = Duration.ofNanos(System.nanoTime() - posted);
        jdbc.sql("UPDATE work SET status = 'ready', next_at = now() WHERE status = 'undelivered'")
                .update();
        List<Attempt> both = attempts(poison, 2);
        Awaitility.await().until(() -> status(poison).equals("done"));

        String figure =
                "the last of %d others delivered %d ms after it was taken; in health after %d ms; delivered later"
                        .formatted(others.size(), delivered.toMillis(), seen.toMillis());
        FailureTable.measured("11", figure, () -> {
            assertThat(delivered).isLessThan(Duration.ofSeconds(5));
            assertThat(both).hasSize(2);
            assertThat(keys(both)).isEqualTo(1);
        });
    }

    @Test
    void a_hanging_local_system_keeps_no_worker_and_is_tried_again() throws Exception {
        List<String> figures = new ArrayList<>();
        List<Boolean> oneKeyEach = new ArrayList<>();
        for (Breach breach : List.of(Breach.SILENT, Breach.ENDLESS, Breach.HALF_AND_CUT)) {
            FarSide.FRAIL_LOCAL.breakNext(
                    attempt -> true, Collections.nCopies(HELD_UP, breach).toArray(Breach[]::new));
            List<ProxyClient> requests = new ArrayList<>();
            for (int i = 0; i < HELD_UP; i++) {
                requests.add(post(proxy.to(FarSide.FRAIL)));
            }
            long posted = System.nanoTime();
            attempts(requests.get(0), 2);
            Duration again = Duration.ofNanos(System.nanoTime() - posted);
            // Four at once: were one worker kept, the lane would have room for fewer, and in the end for none
            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                            requests.stream().map(this::status))
                    .containsOnly("done"));
            for (ProxyClient one : requests) {
                oneKeyEach.add(keys(attempts(one, 1)) == 1);
            }
            figures.add("%s: tried again after %d ms, %d of %d delivered"
                    .formatted(
                            breach.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            again.toMillis(),
                            HELD_UP,
                            HELD_UP));
        }
        FailureTable.measured(
                "12",
                "deadline %d s; %s".formatted(DEADLINE.toSeconds(), String.join("; ", figures)),
                () -> assertThat(oneKeyEach).containsOnly(true));
    }

    @Test
    void what_was_read_and_not_answered_comes_again_under_its_key() throws Exception {
        ProxyClient request = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.breakNext(LocalDouble.of(request), Breach.CUT, Breach.CUT, Breach.CUT);

        post(request);

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> status(request)
                .equals("done"));
        List<Attempt> all = attempts(request, 4);
        FailureTable.measured(
                "13", "%d attempts, %d key; delivered".formatted(all.size(), keys(all)), () -> assertThat(keys(all))
                        .isEqualTo(1));
    }

    @Test
    void an_id_with_another_body_is_an_error_and_not_a_repeat() throws Exception {
        ProxyClient request = post(proxy.to(FarSide.FRAIL));
        try (LogLines log = new LogLines()) {
            Reply other = request.post(Messages.to(FarSide.FRAIL, Messages.referral()));

            long lines = log.fromWarningsUpwards().stream()
                    .filter(line -> line.startsWith("ERROR") && line.contains("came again with another body"))
                    .count();
            audit.flush();
            long rows = jdbc.sql(
                            "SELECT count(*) FROM audit WHERE request_id = ? AND rule = 'request-id-with-other-body'")
                    .param(request.header("X-Request-Id"))
                    .query(Long.class)
                    .single();
            Awaitility.await().until(() -> status(request).equals("done"));
            int delivered = attempts(request, 1).size();
            String figure =
                    "%d %s %s; %d ERROR line and %d audit row say so (no alarm: nothing would end it); delivered %d"
                            .formatted(other.status(), other.code(), other.issue(), lines, rows, delivered);
            FailureTable.measured("34", figure, () -> {
                assertThat(other.status()).isEqualTo(400);
                assertThat(other.issue()).isEqualTo("invariant");
                assertThat(List.of(lines, rows)).containsOnly(1L);
                assertThat(delivered).isEqualTo(1);
            });
        }
    }
}
