package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.operate.access.OperatorToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One deadline for each request: 408, the work goes on, and the retry hears what it came to. */
@GatewayTest
@DirtiesContext
class DeadlineIT {

    @DynamicPropertySource
    static void impatient(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-deadline");
        registry.add("bars.home", home::toString);
        registry.add("bars.inbound.answer-timeout", () -> "2s");
        // As many as questions are asked at once: one that held its worker would hold up everybody
        registry.add("bars.inbound.workers", () -> AT_ONCE);
        registry.add("bars.decision.deadline", () -> "30s");
        registry.add("bars.decision.lease", () -> "40s");
        registry.add("bars.decision.unclaimed-after", () -> "0s");
        registry.add("bars.decision.look-every", () -> "100ms");
    }

    /** As many questions as a service is asked at the same time. */
    private static final int AT_ONCE = 4;

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final Alarms alarms;
    private final URI local;
    private final Path home;

    DeadlineIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc,
            Alarms alarms,
            Environment environment) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.alarms = alarms;
        this.local = URI.create("http://127.0.0.1:" + local.boundPort());
        this.home = Path.of(environment.getRequiredProperty("bars.home"));
    }

    private HttpResponse<String> operator(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(local.resolve("/operator/" + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(OperatorToken.file(home)).strip());
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void a_late_decision_is_408_then_425_then_its_result() throws Exception {
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));

        Reply late = request.post(booking);

        assertThat(late.status()).as(late.body()).isEqualTo(408);
        assertThat(late.code()).isEqualTo("REC_TIMEOUT");
        assertThat(late.issue()).isEqualTo("timeout");
        assertThat(late.header("X-Request-Id")).isEqualTo(request.header("X-Request-Id"));
        assertThat(request.post(booking).status()).isEqualTo(425);
        decision.release();
        Awaitility.await().until(() -> alarms.standing().containsKey("unclaimed"));

        // The alarm may stand a moment before the first attempt has come to its end
        Reply retry = Awaitility.await().until(() -> request.post(booking), reply -> reply.status() != 425);

        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.issue()).isEqualTo("duplicate");
        Awaitility.await().until(() -> !alarms.standing().containsKey("unclaimed"));
    }

    @Test
    void a_booking_whose_sender_never_returned_is_listed_and_can_be_released() throws Exception {
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        assertThat(request.post(booking).status()).isEqualTo(408);
        decision.release();
        Awaitility.await()
                .until(() -> operator("unclaimed", "").body().contains("\"state\":\"HELD\"")
                        && operator("unclaimed", "").body().contains(request.header("X-Request-Id")));
        String reference = jdbc.sql(
                        "SELECT c.reference FROM message m JOIN bars_case c ON c.id = m.case_id WHERE m.request_id = ?")
                .param(request.header("X-Request-Id"))
                .query(String.class)
                .single();

        assertThat(operator("release", "{\"reference\":\"" + reference + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(operator("release", "{\"reference\":\"" + reference + "\",\"reason\":\"999 000 0018 rang\"}")
                        .statusCode())
                .as("the audit names no patient")
                .isEqualTo(400);
        assertThat(operator("release", "{\"reference\":\"NONE\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> released = operator(
                "release", "{\"reference\":\"" + reference + "\",\"reason\":\"the Sender has booked elsewhere\"}");

        assertThat(released.body()).contains("released");
        assertThat(operator("unclaimed", "").body()).doesNotContain(reference);
        Reply retry = request.post(booking);
        assertThat(retry.status()).as("it is booked no more").isEqualTo(409);
        assertThat(retry.issue()).as("and that is no proof of success").isEqualTo("conflict");
        assertThat(FarSide.SIMULATOR
                        .journal()
                        .await(
                                event -> event.detail("reference").equals(reference)
                                        && event.detail("meaning").equals("RELEASED"),
                                Duration.ofSeconds(20)))
                .as("the local system is told")
                .isPresent();
    }

    @Test
    void a_local_system_that_hangs_holds_up_nobody_else() throws Exception {
        Hold hanging = FarSide.LOCAL.holdNext(
                AT_ONCE, attempt -> attempt.header("X-Bars-Service").contains(FarSide.CONFIRMING));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Callable<Integer>> again = new ArrayList<>();
        try {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                ProxyClient request = proxy.to(FarSide.CONFIRMING);
                ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
                asked.add(threads.submit(() -> request.post(booking).status()));
                again.add(() -> request.post(booking).status());
            }
            hanging.awaitArrival();

            Reply oneMore = proxy.to(FarSide.CONFIRMING).post(Messages.to(FarSide.CONFIRMING, Messages.booking()));
            assertThat(oneMore.status()).as(oneMore.body()).isEqualTo(503);
            assertThat(oneMore.code()).isEqualTo("REC_SERVICE_UNAVAILABLE");
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                assertThat(proxy.to(FarSide.ANY).post(Messages.validation()).status())
                        .isEqualTo(200);
            }
            assertThat(jdbc.sql("""
                                    SELECT count(*) FROM pg_stat_activity
                                     WHERE state LIKE 'idle in transaction%' AND datname = current_database()""").query(Integer.class).single())
                    .as("transactions that are open while it thinks")
                    .isZero();
            for (Future<Integer> answer : asked) {
                assertThat(answer.get()).isEqualTo(408);
            }
        } finally {
            hanging.release();
            threads.shutdownNow();
        }
        // What their Senders never hear of would stand as an alarm through the other stories
        for (Callable<Integer> one : again) {
            Awaitility.await().until(one, status -> status == 409);
        }
    }

    @Test
    void while_an_update_is_decided_nothing_else_about_its_case_is_taken() throws Exception {
        ProxyClient conversation = proxy.to(FarSide.CONFIRMING);
        ObjectNode opening = Messages.to(FarSide.CONFIRMING, Messages.validation());
        assertThat(conversation.post(opening).status()).isEqualTo(200);
        ObjectNode update = Messages.because("update", opening.deepCopy());
        ProxyClient first = conversation.with("X-Request-Id", UUID.randomUUID().toString());
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(first));

        assertThat(first.post(update).status()).isEqualTo(408);
        Reply second = conversation
                .with("X-Request-Id", UUID.randomUUID().toString())
                .post(Messages.because("update", opening.deepCopy()));
        decision.release();

        assertThat(second.status()).as(second.body()).isEqualTo(503);
        assertThat(Awaitility.await()
                        .until(() -> first.post(update), reply -> reply.status() != 425)
                        .issue())
                .isEqualTo("duplicate");
    }
}
