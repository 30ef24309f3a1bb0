package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Original;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.Requests;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A local system that is wrong, or answers oddly: what becomes of its messages, and of everybody else's. */
@GatewayTest
class LanesIT {

    private static final String FAR_END = "2000099001";
    private static final String SUBJECT = "deliveries of " + FarSide.FRAIL;

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final WorkQueue queue;

    LanesIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc,
            WorkQueue queue,
            AuditTrail audit) {
        this.audit = audit;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        this.queue = queue;
    }

    @AfterEach
    void the_frail_system_is_well_again() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true);
        jdbc.sql("UPDATE work SET status = 'done', lease = NULL WHERE service LIKE ? AND status <> 'done'")
                .param("%|" + FarSide.FRAIL)
                .update();
    }

    private ProxyClient post(String service, ObjectNode message) throws Exception {
        ProxyClient request = proxy.to(service);
        assertThat(request.post(Messages.to(service, message)).status()).isEqualTo(200);
        return request;
    }

    private String status(ProxyClient request) {
        return jdbc.sql("SELECT w.status FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .single();
    }

    private JsonNode health() throws Exception {
        return local.get("/health").json();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 302, 401, 403, 405, 410, 400, 413, 415})
    void a_wrong_url_loses_nothing_and_is_shown_in_health(int status) throws Exception {
        long alarms = raised();
        FarSide.FRAIL_LOCAL.answerNext(
                attempt -> true, Collections.nCopies(10_000, status).toArray(Integer[]::new));
        List<ProxyClient> requests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            requests.add(post(FarSide.FRAIL, Messages.validation()));
        }
        Awaitility.await().untilAsserted(() -> {
            JsonNode health = health();
            assertThat(health.path("ready").asBoolean()).isTrue();
            assertThat(health.path("status").asText()).isEqualTo("degraded");
            assertThat(health.path("details").toString()).contains(SUBJECT).contains("answered " + status);
        });
        ProxyClient other = post(FarSide.DOUBLED, Messages.validation());
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(other))).hasSize(1);
        assertThat(requests.stream().map(this::status)).containsOnly("ready");

        FarSide.FRAIL_LOCAL.answerNext(attempt -> true);

        Awaitility.await().untilAsserted(() -> assertThat(requests.stream().map(this::status))
                .containsOnly("done"));
        assertThat(raised() - alarms).isEqualTo(1);
        assertThat(health().path("details").toString()).doesNotContain(SUBJECT);
    }

    private long raised() {
        audit.flush();
        return jdbc.sql("SELECT count(*) FROM audit WHERE what = 'alarm' AND outcome = 'raised' AND rule = ?")
                .param(SUBJECT)
                .query(Long.class)
                .single();
    }

    @Test
    void one_400_among_accepted_messages_is_set_aside_under_an_alarm() throws Exception {
        ProxyClient poison = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.answerNext(
                LocalDouble.of(poison), Collections.nCopies(1000, 400).toArray(Integer[]::new));
        assertThat(poison.post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .isEqualTo(200);
        FarSide.FRAIL_LOCAL.await(2, LocalDouble.of(poison));
        assertThat(status(poison)).as("nothing else was taken since").isEqualTo("ready");

        ProxyClient other = post(FarSide.FRAIL, Messages.validation());

        Awaitility.await().until(() -> status(poison).equals("undelivered"));
        assertThat(status(other)).isEqualTo("done");
        Awaitility.await()
                .untilAsserted(() -> assertThat(health().path("details").toString())
                        .contains("undelivered deliver", "(the local system answered 400)")
                        .doesNotContain(SUBJECT + ": "));
    }

    @Test
    void a_409_is_tried_again() throws Exception {
        ProxyClient request = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.answerNext(LocalDouble.of(request), 409, 409);
        assertThat(request.post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .isEqualTo(200);

        assertThat(FarSide.FRAIL_LOCAL.await(3, LocalDouble.of(request))).hasSize(3);
        Awaitility.await().until(() -> status(request).equals("done"));
    }

    @Test
    void an_old_message_is_set_aside_at_its_next_failure_not_dropped() throws Exception {
        ProxyClient request = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.answerNext(
                LocalDouble.of(request), Collections.nCopies(1000, 503).toArray(Integer[]::new));
        assertThat(request.post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .isEqualTo(200);
        FarSide.FRAIL_LOCAL.await(1, LocalDouble.of(request));
        assertThat(status(request)).isEqualTo("ready");

        jdbc.sql("UPDATE work SET created_at = created_at - interval '4 days' WHERE message_id IN "
                        + "(SELECT id FROM message WHERE correlation_id = ?)")
                .param(request.header("X-Correlation-Id"))
                .update();

        Awaitility.await().until(() -> status(request).equals("undelivered"));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(health().path("details").toString()).contains("after 96 hours of attempts"));
    }

    @Test
    void a_message_without_a_view_goes_to_the_fallback_as_it_came() throws Exception {
        ObjectNode message = Messages.to(FarSide.FALLING_BACK, Messages.validation());
        ProxyClient request = proxy.to(FarSide.FALLING_BACK);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 503);
        byte[] sent = Messages.bytes(message);
        assertThat(request.post(sent).status()).isEqualTo(200);
        FarSide.LOCAL.await(1, LocalDouble.of(request));

        // As if it had been held so: no Bundle, of which no view can be made
        Original basic = new Original("{\"resourceType\":\"Basic\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        jdbc.sql("UPDATE message SET body = ?, sha256 = ? WHERE correlation_id = ?")
                .params(basic.bytes(), basic.hash(), request.header("X-Correlation-Id"))
                .update();

        Awaitility.await().until(() -> status(request).equals("done"));
        List<Attempt> attempts = FarSide.LOCAL.await(2, LocalDouble.of(request));
        assertThat(attempts.get(attempts.size() - 1).header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(attempts.get(attempts.size() - 1).body()).isEqualTo("{\"resourceType\":\"Basic\"}");
        assertThat(health().path("details").toString())
                .contains("fallback: within a day these went to delivery.fallback as originals");
    }

    @Test
    void a_target_that_hangs_does_not_delay_other_targets() throws Exception {
        FarSide.CATALOGUE.gatewayAt(FarSide.SILENT.url());
        int before = FarSide.SILENT.connections();
        try {
            for (int i = 0; i < 12; i++) {
                assertThat(local.send(Requests.referral("a1t1", FarSide.ANY, FarSide.HANGING))
                                .status())
                        .isEqualTo(202);
            }
            Awaitility.await().until(() -> FarSide.SILENT.connections() >= before + 4);

            String reference = local.send(Requests.referral("a1t1", FarSide.ANY, FAR_END))
                    .json()
                    .path("reference")
                    .asText();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(local.state(reference)).isEqualTo("accepted"));
            assertThat(FarSide.SILENT.connections() - before).as("at once").isEqualTo(4);
        } finally {
            FarSide.CATALOGUE.gatewayAt("");
            jdbc.sql("UPDATE work SET status = 'done' WHERE kind = 'send' AND lane LIKE ?")
                    .param("%|" + FarSide.HANGING)
                    .update();
        }
    }

    @Test
    void an_attempt_whose_lease_has_lapsed_settles_nothing() throws Exception {
        ProxyClient request = post(FarSide.FRAIL, Messages.validation());
        Awaitility.await().until(() -> status(request).equals("done"));
        long id = jdbc.sql("SELECT w.id FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?")
                .param(request.header("X-Correlation-Id"))
                .query(Long.class)
                .single();
        Work late = Works.of(id, WorkKind.DELIVER, "lane", Duration.ZERO);
        // Leased and not due, so that nobody takes it while we look
        lease(late, "1 minute");
        assertThat(queue.renew(late)).isPresent();
        lease(late, "-1 second");
        assertThat(queue.renew(late)).isEmpty();
        lease(Works.of(id, WorkKind.DELIVER, "lane", Duration.ZERO), "1 minute");
        assertThat(queue.renew(late)).isEmpty();
        queue.settle(List.of(late));
        assertThat(status(request)).isEqualTo("ready");
    }

    private void lease(Work work, String from) {
        jdbc.sql("""
                        UPDATE work SET status = 'ready', next_at = now() + interval '1 day', lease = ?,
                               leased_until = now() + ?::interval WHERE id = ?""").params(work.lease(), from, work.id()).update();
    }
}
