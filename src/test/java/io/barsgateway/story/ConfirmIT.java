package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Confirm first: the local system decides before the Sender is answered, and what is no decision is none. */
@GatewayTest
class ConfirmIT {

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final Alarms alarms;

    ConfirmIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc, Alarms alarms) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.alarms = alarms;
    }

    /** The answer once the local system is asked again: after a failure it is left alone for a moment. */
    private static Reply decided(ProxyClient request, ObjectNode message) {
        return Awaitility.await().until(() -> request.post(message), reply -> reply.status() != 503);
    }

    @BeforeEach
    void askItAgain() {
        // What an earlier story answered may have had its service left alone for a moment
        Awaitility.await()
                .until(
                        () -> proxy.to(FarSide.CONFIRMING).post(Messages.to(FarSide.CONFIRMING, Messages.booking())),
                        reply -> reply.status() == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "204, 200, ''",
        "201, 200, ''",
        "409, 409, conflict",
        "422, 422, business-rule",
        "400, 503, transient",
        "401, 503, transient",
        "403, 503, transient",
        "404, 503, transient",
        "405, 503, transient",
        "302, 503, transient",
        "500, 503, transient",
        "429, 503, transient"
    })
    void the_local_system_decides_and_a_retry_keeps_its_key(int local, int status, String issue) throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), local);
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());

        Reply reply = request.post(booking);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.issue()).isEqualTo(issue);
        Reply again = decided(request, booking);
        assertThat(again.status()).isEqualTo(status == 200 ? 409 : status == 503 ? 200 : status);
        List<Attempt> asked = FarSide.LOCAL.await(status == 503 ? 2 : 1, attempt -> attempt.header("X-Request-Id")
                .equals(request.header("X-Request-Id")));
        assertThat(asked).hasSize(status == 503 ? 2 : 1);
        assertThat(asked.stream()
                        .map(attempt -> attempt.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
        assertThat(asked.stream()
                        .map(attempt -> attempt.header("X-Bars-Reference"))
                        .distinct())
                .hasSize(1);
        assertThat(asked.get(0).body()).contains("booking-request");
        assertThat(jdbc.sql("SELECT count(*) FROM question WHERE request_id = ?")
                        .param(request.header("X-Request-Id"))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "404, not-found, 404, not-found",
        "400, not-found, 404, not-found",
        "400, conflict, 409, conflict",
        "403, not-taken, 422, business-rule",
        "400, invalid, 400, invariant",
        "409, something-else, 409, conflict",
        "422, something-else, 422, business-rule",
        "404, something-else, 503, transient"
    })
    void a_refusal_by_the_published_schema_is_a_verdict_whatever_its_status(
            int local, String code, int status, String issue) throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        FarSide.LOCAL.refuseNext(LocalDouble.of(request), local, "{\"verdict\":\"refused\",\"code\":\"" + code + "\"}");

        Reply reply = request.post(Messages.to(FarSide.CONFIRMING, Messages.booking()));

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.issue()).isEqualTo(issue);
    }

    @Test
    void an_answer_that_is_no_decision_is_an_alarm_until_one_comes() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 401);
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());

        assertThat(request.post(booking).status()).isEqualTo(503);
        assertThat(alarms.standing().get("decisions of " + FarSide.CONFIRMING)).contains("401", "confirm.url");

        assertThat(decided(request, booking).status()).isEqualTo(200);
        assertThat(alarms.standing()).doesNotContainKey("decisions of " + FarSide.CONFIRMING);
    }

    @Test
    void a_local_system_that_cannot_be_reached_decides_nothing() throws Exception {
        Reply reply = proxy.to(FarSide.UNREACHED).post(Messages.to(FarSide.UNREACHED, Messages.validation()));

        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("REC_SERVICE_UNAVAILABLE");
    }

    private int question(ProxyClient request, String change) {
        return jdbc.sql("UPDATE question SET " + change + " WHERE request_id = ?")
                .param(request.header("X-Request-Id"))
                .update();
    }

    @Test
    void a_killed_gateways_question_is_425_until_its_lease_is_over() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 500);
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        assertThat(request.post(booking).status()).isEqualTo(503);

        assertThat(question(request, "leased_until = now() + interval '1 minute'"))
                .isEqualTo(1);
        assertThat(request.post(booking).status()).isEqualTo(425);

        assertThat(question(request, "leased_until = now() - interval '1 second'"))
                .isEqualTo(1);
        assertThat(decided(request, booking).status()).isEqualTo(200);
    }

    @Test
    void a_yes_that_could_not_be_held_still_counts_without_asking_again() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 500);
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        assertThat(request.post(booking).status()).isEqualTo(503);

        assertThat(question(request, "verdict = 'TAKEN'")).isEqualTo(1);

        assertThat(request.post(booking).status()).isEqualTo(200);
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
    }

    @Test
    void a_changed_case_is_decided_again_without_asking_the_local_system_twice() throws Exception {
        ProxyClient conversation = proxy.to(FarSide.CONFIRMING);
        ObjectNode opening = Messages.to(FarSide.CONFIRMING, Messages.validation());
        assertThat(conversation.post(opening).status()).isEqualTo(200);
        ProxyClient request =
                conversation.with("X-Request-Id", UUID.randomUUID().toString());
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Reply> update = threads.submit(() -> request.post(Messages.because("update", opening.deepCopy())));
            decision.awaitArrival();
            jdbc.sql("UPDATE bars_case SET changed_at = clock_timestamp() WHERE correlation_id = ?")
                    .param(request.header("X-Correlation-Id"))
                    .update();
            decision.release();

            assertThat(update.get().status()).as(update.get().body()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(FarSide.LOCAL.await(
                        1, attempt -> attempt.header("X-Request-Id").equals(request.header("X-Request-Id"))))
                .hasSize(1);
    }
}
