package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.Youth;
import io.barsgateway.outbox.queue.Lease;
import io.barsgateway.outbox.queue.TakenLanes;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** routes/40-deliver.yaml: what is held reaches the local system, at least once and in order. */
@GatewayTest
class DeliverIT {

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final WorkQueue queue;

    DeliverIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc, WorkQueue queue) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.queue = queue;
    }

    @Test
    void the_local_system_gets_the_original_bytes_and_the_ids() throws Exception {
        ObjectNode message = Messages.to(FarSide.DOUBLED, Messages.validation());
        byte[] sent = Messages.bytes(message);
        ProxyClient request = proxy.to(FarSide.DOUBLED);

        assertThat(request.post(sent).status()).isEqualTo(200);
        List<Attempt> attempts = FarSide.LOCAL.await(1, LocalDouble.of(request));

        assertThat(attempts).hasSize(1);
        Attempt attempt = attempts.get(0);
        assertThat(attempt.body()).isEqualTo(new String(sent, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(attempt.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(attempt.header("X-Request-Id")).isEqualTo(request.header("X-Request-Id"));
        assertThat(attempt.header("X-Bars-Meaning")).isEqualTo("NEW_VALIDATION");
        assertThat(attempt.header("X-Bars-Service")).isEqualTo(FarSide.DOUBLED);
        assertThat(attempt.header("X-Bars-Service-System")).isEqualTo(Systems.SERVICE_ID);
        assertThat(attempt.header("X-Bars-Reference")).matches("[0-9A-Z]{5}-[0-9A-Z]{5}");
        assertThat(UUID.fromString(attempt.header("Idempotency-Key"))).isNotNull();
        assertThat(attempt.header("Authorization")).isEmpty();
    }

    @Test
    void the_traceparent_that_came_in_goes_on_though_nothing_is_traced_here() throws Exception {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        ProxyClient traced = proxy.to(FarSide.DOUBLED).with("traceparent", traceparent);
        ProxyClient not = proxy.to(FarSide.DOUBLED);
        traced.post(Messages.to(FarSide.DOUBLED, Messages.validation()));
        not.post(Messages.to(FarSide.DOUBLED, Messages.validation()));

        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(traced)).get(0).header("traceparent"))
                .isEqualTo(traceparent);
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(not)).get(0).headers()).doesNotContainKey("traceparent");
    }

    @Test
    void a_failing_local_system_is_tried_again_under_the_same_key() throws Exception {
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 503, 500, 429);

        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        List<Attempt> attempts = FarSide.LOCAL.await(4, LocalDouble.of(request));

        assertThat(attempts).hasSize(4);
        assertThat(attempts.stream()
                        .map(attempt -> attempt.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_refused_delivery_holds_back_only_its_own_case() throws Exception {
        ProxyClient poison = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.answerNext(LocalDouble.of(poison), 422);
        assertThat(poison.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        Awaitility.await().until(() -> status(poison).equals(List.of("undelivered")));
        assertThat(reason(poison)).isEqualTo("the local system answered 422");

        ObjectNode cancel = Changed.reason("update", Messages.to(FarSide.DOUBLED, Messages.validation()));
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        ProxyClient behind = poison.with("X-Request-Id", UUID.randomUUID().toString());
        assertThat(behind.post(cancel).status()).isEqualTo(200);
        ProxyClient other = proxy.to(FarSide.DOUBLED);
        assertThat(other.post(Messages.to(FarSide.DOUBLED, Messages.referral())).status())
                .isEqualTo(200);

        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(other)))
                .as("another case is not delayed")
                .hasSize(1);
        assertThat(status(poison)).containsExactly("undelivered", "ready");

        jdbc.sql("UPDATE work SET status = 'ready' WHERE status = 'undelivered' AND message_id IN "
                        + "(SELECT id FROM message WHERE correlation_id = ?)")
                .param(poison.header("X-Correlation-Id"))
                .update();
        List<Attempt> attempts = FarSide.LOCAL.await(3, LocalDouble.of(poison));
        assertThat(attempts.stream().map(attempt -> attempt.header("X-Bars-Meaning")))
                .containsExactly("NEW_VALIDATION", "NEW_VALIDATION", "CANCEL");
    }

    @Test
    void services_without_anywhere_to_go_are_not_claimed_for() {
        // No case is of this service; that PostgreSQL takes the list is the point
        assertThat(queue.claim(
                        WorkKind.DELIVER,
                        new TakenLanes(
                                List.of(new ServiceId(Systems.SERVICE_ID, "1").toString()),
                                List.of(),
                                List.of(),
                                List.of()),
                        new Lease(UUID.randomUUID(), Duration.ofMinutes(1), Youth.of(Duration.ZERO))))
                .isEmpty();
    }

    private List<String> status(ProxyClient request) {
        return jdbc.sql(
                        "SELECT w.status FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ? ORDER BY w.id")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .list();
    }

    private String reason(ProxyClient request) {
        return jdbc.sql("SELECT w.reason FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .single();
    }
}
