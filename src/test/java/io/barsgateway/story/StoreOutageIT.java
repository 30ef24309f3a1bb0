package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.incident.Incidents;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The store falls silent: nothing is closed, no packet comes. Senders hear 503 in time, the log has one line, and it comes back. */
@GatewayTest
@DirtiesContext
class StoreOutageIT {

    private static final Logger out = LoggerFactory.getLogger(StoreOutageIT.class);
    private static final OutsideStore STORE = OutsideStore.start();
    private static final int MANY = 4;
    private static final int AT_ONCE = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(10);

    private final Listener inbound;
    private final LocalClient local;
    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final CamelContext camel;

    StoreOutageIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener localSide,
            JdbcClient jdbc,
            Incidents incidents,
            CamelContext camel) {
        this.inbound = inbound;
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.camel = camel;
        this.local = new LocalClient(localSide.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-outage").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.store.url", STORE::url);
        STORE.jdbc()
                .sql("ALTER DATABASE postgres SET default_transaction_isolation = 'repeatable read'")
                .update();
    }

    /** Whoever keeps the silence for longer writes it down. */
    void measured(String figure, FailureTable.Goal goal) throws Exception {
        out.info(figure);
        goal.check();
    }

    /** How long it says nothing. */
    Duration silence() {
        return Duration.ofSeconds(10);
    }

    /** Not due before the test is over. */
    private static ObjectNode message() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest")
                .putObject("occurrencePeriod")
                .put("start", "2026-01-01T00:00:00Z")
                .put("end", "2099-01-01T00:00:00Z");
        return message;
    }

    @BeforeEach
    void the_outage_before_is_over() {
        isBack();
    }

    @Test
    void what_is_committed_is_written_whatever_the_default_of_the_store_is() {
        assertThat(STORE.jdbc()
                        .sql("SHOW synchronous_commit")
                        .query(String.class)
                        .single())
                .isEqualTo("off");

        assertThat(jdbc.sql("SHOW synchronous_commit").query(String.class).single())
                .isEqualTo("on");
    }

    @Test
    void what_is_committed_is_seen_whatever_the_default_of_the_store_is() {
        String isolation = "SHOW transaction_isolation";
        assertThat(STORE.jdbc().sql(isolation).query(String.class).single()).isEqualTo("repeatable read");

        assertThat(jdbc.sql(isolation).query(String.class).single()).isEqualTo("read committed");
    }

    @Test
    void a_store_that_only_reads_is_not_ready_though_nobody_sends_anything() throws Exception {
        STORE.readOnly(true);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> local.get("/health/ready").status() == 503);
            // Sessions that were ended come first: only a write that is refused tells the reason
            Awaitility.await()
                    .untilAsserted(() -> assertThat(local.get("/health").body())
                            .contains("\"cannot write\"", "PostgreSQL is read-only"));
            // It cannot be written either that there is an alarm; whoever asks is told all the same
            Awaitility.await().untilAsserted(() -> assertThat(incidents.recent())
                    .anyMatch(incident -> incident.words().contains("PostgreSQL is read-only")));
            assertThat(ProxyClient.at(inbound.boundPort())
                            .to(FarSide.ANY)
                            .post(message())
                            .status())
                    .isEqualTo(503);
        } finally {
            STORE.readOnly(false);
        }
        isBack();
    }

    @Test
    void a_silent_store_gives_503_and_one_log_line_until_it_returns() throws Exception {
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        assertThat(proxy.to(FarSide.ANY).post(message()).status()).isEqualTo(200);
        try (LogLines log = LogLines.of(camel)) {
            STORE.relay.fallSilent();
            long silent = System.nanoTime();
            List<Integer> statuses = new ArrayList<>();
            long slowest = 0;
            while (System.nanoTime() - silent < silence().toNanos()) {
                long health = System.nanoTime();
                assertThat(local.get("/health").status()).isIn(200, 503);
                assertThat(Duration.ofNanos(System.nanoTime() - health)).isLessThan(Duration.ofSeconds(1));
                long asked = System.nanoTime();
                statuses.add(proxy.to(FarSide.ANY).post(message()).status());
                slowest = Math.max(slowest, System.nanoTime() - asked);
            }
            assertThat(local.get("/health").status()).isEqualTo(503);
            STORE.relay.speak();
            long back = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> proxy.to(FarSide.ANY).post(message()).status() == 200);
            long accepted = System.nanoTime();
            Duration longest = Duration.ofNanos(slowest);
            Duration until = Duration.ofNanos(accepted - back);
            String figure = "503 %d times, 408 %d times; slowest %d ms; first accept %d ms after the return"
                    .formatted(
                            Collections.frequency(statuses, 503),
                            Collections.frequency(statuses, 408),
                            longest.toMillis(),
                            until.toMillis());
            measured(figure, () -> {
                assertThat(statuses).isSubsetOf(503, 408).contains(503);
                assertThat(longest).isLessThan(DEADLINE.plusSeconds(2));
                assertThat(until).isLessThan(BACK);
            });
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.all().stream()
                    .anyMatch(line -> line.contains("Alarm store has ended")));
            assertThat(local.get("/health").status()).isEqualTo(200);
            assertThat(log.fromWarningsUpwards())
                    .as("one outage, one line")
                    .singleElement()
                    .asString()
                    .startsWith("ERROR Alarms Alarm store: ");
            assertThat(log.all()).noneMatch(line -> line.contains("stack trace"));
        }
    }

    @Test
    void a_store_that_is_gone_is_one_line_whatever_is_asked() throws Exception {
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        try (LogLines log = LogLines.of(camel)) {
            STORE.stopAtOnce();
            List<Callable<Integer>> questions = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                questions.add(() -> proxy.to(FarSide.ANY).post(message()).status());
                questions.add(() -> proxy.to(FarSide.ANY)
                        .call("GET", "/ServiceRequest/" + UUID.randomUUID(), new byte[0])
                        .status());
                questions.add(() -> local.report("{\"reference\":\"ABCDE-FGHJK\",\"kind\":\"interim\"}")
                        .status());
                questions.add(() ->
                        local.get("/originals?message=" + UUID.randomUUID()).status());
                questions.add(() -> local.get("/messages?reference=ABCDE-FGHJK").status());
            }
            assertThat(answers(questions)).containsOnly(503);
            STORE.startAgain();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log.all().stream()
                    .anyMatch(line -> line.contains("Alarm store has ended")));

            assertThat(log.fromWarningsUpwards()).singleElement().asString().startsWith("ERROR Alarms Alarm store: ");
            assertThat(log.all()).noneMatch(line -> line.contains("stack trace"));
        }
    }

    private void isBack() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> local.get("/health/ready").status() == 200
                        && !local.get("/health").body().contains("store: "));
    }

    /** A few at a time, since each waits for the store. */
    private static List<Integer> answers(List<Callable<Integer>> questions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
