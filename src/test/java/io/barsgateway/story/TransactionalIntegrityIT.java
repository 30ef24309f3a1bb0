package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One X-Request-Id, once: repeats, races, and the same id on another message. */
@GatewayTest
class TransactionalIntegrityIT {

    private final Listener inbound;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private ProxyClient proxy;

    TransactionalIntegrityIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc, DataSource dataSource) {
        this.inbound = inbound;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    @BeforeEach
    void connect() {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    @Test
    void a_repeat_is_a_duplicate_once_and_for_all() throws Exception {
        ObjectNode message = Messages.validation();
        ProxyClient request = proxy.to(FarSide.ANY);

        assertThat(request.post(message).status()).isEqualTo(200);
        Reply repeat = request.post(message);

        assertThat(repeat.status()).isEqualTo(409);
        assertThat(repeat.issue()).isEqualTo("duplicate");
        assertThat(repeat.code()).isEqualTo("REC_CONFLICT");
        assertThat(repeat.header("X-Request-Id")).isEqualTo(request.header("X-Request-Id"));
    }

    @Test
    void the_same_id_with_another_body_is_never_a_duplicate() throws Exception {
        ProxyClient request = proxy.to(FarSide.ANY);
        assertThat(request.post(Messages.validation()).status()).isEqualTo(200);

        Reply other = request.post(Messages.validation());

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.issue()).isEqualTo("invariant");
        assertThat(jdbc.sql("""
                                SELECT outcome || ' ' || rule FROM audit
                                 WHERE request_id = ? AND what = 'request' ORDER BY id LIMIT 2""")
                        .param(request.header("X-Request-Id"))
                        .query(String.class)
                        .list())
                .containsExactly("accepted ", "refused request-id-with-other-body");
    }

    @Test
    void nor_is_it_one_where_content_is_judged_first() throws Exception {
        ProxyClient request = proxy.to(FarSide.UNDECIDED);
        assertThat(request.post(Messages.to(FarSide.UNDECIDED, Messages.validation()))
                        .status())
                .isEqualTo(200);

        Reply other = request.post(Messages.to(FarSide.UNDECIDED, Messages.validation()));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.issue()).isEqualTo("invariant");
    }

    @Test
    void a_verdict_on_content_is_heard_again() throws Exception {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "CarePlan").put("status", "draft");
        ProxyClient request = proxy.to(FarSide.ANY);

        Reply first = request.post(message);
        Reply again = request.post(message);

        assertThat(first.status()).isEqualTo(400);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("issue")).isEqualTo(first.json().path("issue"));
    }

    @Test
    void a_new_message_may_not_come_again_under_another_id() throws Exception {
        ObjectNode message = Messages.validation();
        assertThat(proxy.to(FarSide.ANY).post(message).status()).isEqualTo(200);

        Reply again = proxy.to(FarSide.ANY).post(message);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.issue()).isEqualTo("invariant");
    }

    /** The statuses of one request that is sent so often at the same time. */
    private static List<Integer> atOnce(int times, ProxyClient request, ObjectNode message) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Integer>> calls =
                    Collections.nCopies(times, () -> request.post(message).status());
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void one_id_a_hundred_times_at_once_is_accepted_once() throws Exception {
        ProxyClient request = proxy.to(FarSide.ANY);

        List<Integer> statuses = atOnce(100, request, Messages.validation());

        assertThat(statuses).isSubsetOf(200, 409, 425);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(jdbc.sql("SELECT count(*) FROM message WHERE request_id = ?")
                        .param(request.header("X-Request-Id"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_cancel_fifty_times_at_once_is_never_refused_because_of_itself() throws Exception {
        ObjectNode opening = Messages.validation();
        ProxyClient conversation = proxy.to(FarSide.ANY);
        assertThat(conversation.post(opening).status()).isEqualTo(200);
        ObjectNode cancel = Messages.because("update", opening.deepCopy());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");

        List<Integer> statuses =
                atOnce(50, conversation.with("X-Request-Id", UUID.randomUUID().toString()), cancel);

        assertThat(statuses).isSubsetOf(200, 409, 425);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }

    @Test
    void a_repeat_during_the_first_request_is_too_early() throws Exception {
        ObjectNode opening = Messages.validation();
        ProxyClient conversation = proxy.to(FarSide.ANY);
        assertThat(conversation.post(opening).status()).isEqualTo(200);
        ObjectNode update = Messages.because("update", opening.deepCopy());
        ProxyClient request =
                conversation.with("X-Request-Id", UUID.randomUUID().toString());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection other = dataSource.getConnection()) {
            // Another gateway is busy with this case, so that the first attempt has to wait for it
            other.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(other, true))
                    .sql("SELECT id FROM bars_case WHERE correlation_id = ? FOR UPDATE")
                    .param(request.header("X-Correlation-Id"))
                    .query()
                    .singleValue();
            Future<Reply> first = threads.submit(() -> request.post(update));
            Awaitility.await().until(() -> jdbc.sql(
                            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%bars_case%')")
                    .query(Boolean.class)
                    .single());

            Reply repeat = request.post(update);
            other.rollback();

            assertThat(repeat.status()).isEqualTo(425);
            assertThat(repeat.code()).isEqualTo("REC_TOO_EARLY");
            assertThat(first.get().status()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_message_whose_case_has_changed_meanwhile_is_decided_on_again() throws Exception {
        ObjectNode opening = Messages.validation();
        ProxyClient conversation = proxy.to(FarSide.ANY);
        assertThat(conversation.post(opening).status()).isEqualTo(200);
        ProxyClient request =
                conversation.with("X-Request-Id", UUID.randomUUID().toString());
        ObjectNode changed = Messages.because("update", opening.deepCopy());
        Messages.resource(changed, "ServiceRequest")
                .putArray("note")
                .addObject()
                .put("text", "Dog loose");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            JdbcClient another = JdbcClient.create(new SingleConnectionDataSource(other, true));
            another.sql("SELECT id FROM bars_case WHERE correlation_id = ? FOR UPDATE")
                    .param(request.header("X-Correlation-Id"))
                    .query()
                    .singleValue();
            Future<Reply> update = threads.submit(() -> request.post(changed));
            Awaitility.await().until(() -> jdbc.sql(
                            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%bars_case%')")
                    .query(Boolean.class)
                    .single());

            // An outcome is reported at that moment
            another.sql("UPDATE bars_case SET encounter_status = 'in-progress', changed_at = clock_timestamp()"
                            + " WHERE correlation_id = ?")
                    .param(request.header("X-Correlation-Id"))
                    .update();
            other.commit();

            assertThat(update.get().status()).as(update.get().body()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.sql("""
                                SELECT encounter_status || ' ' || (convert_from(merged, 'UTF8') LIKE '%Dog loose%')
                                  FROM bars_case WHERE correlation_id = ?""")
                        .param(request.header("X-Correlation-Id"))
                        .query(String.class)
                        .single())
                .as("and neither is lost")
                .isEqualTo("in-progress true");
    }
}
