package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.simulator.Habit;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** routes/45-return.yaml: a validation request that cannot have reached its local system is rejected to its Requester in time. */
@GatewayTest
class ReturnIT {

    /** As many as are tried before the lane pauses. */
    private static final int ATTEMPTS = 5;

    private static final String REJECTED = "validation-interim";
    private static final String SUBJECT = "returning deliver https://fhir.nhs.uk/Id/dos-service-id|";

    private final ProxyClient proxy;
    private final LocalClient local;
    private final Conversations conversations;
    private final JdbcClient jdbc;
    private final Alarms alarms;

    ReturnIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc,
            Alarms alarms) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.conversations = new Conversations(proxy);
        this.jdbc = jdbc;
        this.alarms = alarms;
    }

    @AfterEach
    void leaveNothingThatWaits() {
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        // What a story keeps here would be tried for days, and other stories wait until no work is ready
        jdbc.sql("UPDATE work SET status = 'done' WHERE status <> 'done' AND (service LIKE ? OR service LIKE ?)")
                .params("%" + FarSide.RETURNING, "%" + FarSide.RETURNING_LATE)
                .update();
    }

    private Conversations.Case accepted(String service) throws Exception {
        ObjectNode message = Messages.to(service, Messages.validation());
        Messages.resource(message, "ServiceRequest")
                .putObject("occurrencePeriod")
                .put("start", "2026-01-01T00:00:00Z")
                .put("end", "2099-01-01T00:00:00Z");
        return conversations.accepted(message, service);
    }

    /** As if it had been held for an hour, with nine minutes to go: a service returns it ten minutes before. */
    private Conversations.Case almostDue(Conversations.Case held) {
        jdbc.sql("""
                        UPDATE work SET created_at = now() - interval '1 hour', due_at = now() + interval '9 minutes'
                         WHERE case_id = (SELECT id FROM bars_case WHERE reference = ?)""").param(held.reference()).update();
        return held;
    }

    private static ObjectNode cancelled(ObjectNode request) {
        ObjectNode cancel = Messages.because("update", request.deepCopy());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        return cancel;
    }

    private String status(Conversations.Case held) {
        return jdbc.sql("""
                        SELECT w.status FROM work w JOIN bars_case k ON k.id = w.case_id JOIN message m ON m.id = w.message_id
                         WHERE w.kind = 'deliver' AND m.meaning = 'NEW_VALIDATION' AND k.reference = ?""").param(held.reference()).query(String.class).single();
    }

    @Test
    void it_is_rejected_with_words_and_done_once_the_requester_has_confirmed() throws Exception {
        Conversations.Case held = almostDue(accepted(FarSide.RETURNING));

        MessageBundle rejection = Conversations.received(held, REJECTED);
        assertThat(rejection.tree().toString())
                .contains("\"OTH\"", "could not be reached in time, so nobody there has seen this request");
        Awaitility.await().until(() -> status(held).equals("done"));
        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .as("a report about what was returned")
                .isEqualTo(409);
    }

    @Test
    void until_then_the_alarm_stands_and_nothing_is_delivered() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.REFUSES_RESPONSES));

        Conversations.Case held = almostDue(accepted(FarSide.RETURNING));

        String subject = SUBJECT + FarSide.RETURNING;
        Awaitility.await()
                .until(() -> alarms.standing().getOrDefault(subject, "").contains(held.reference()));
        assertThat(status(held)).isEqualTo("returning");
        // The person who was called on the telephone has settled it
        jdbc.sql(
                        "UPDATE work SET status = 'done' WHERE status <> 'done' AND case_id = (SELECT id FROM bars_case WHERE reference = ?)")
                .param(held.reference())
                .update();
        Awaitility.await().until(() -> !alarms.standing().containsKey(subject));
    }

    @Test
    void what_is_not_almost_due_is_kept() throws Exception {
        Conversations.Case soon = almostDue(accepted(FarSide.RETURNING));
        Conversations.Case later = accepted(FarSide.RETURNING);

        Awaitility.await().until(() -> status(soon).equals("done"));
        assertThat(status(later)).isEqualTo("ready");
    }

    @Test
    void what_may_have_arrived_is_kept() throws Exception {
        FarSide.LOCAL.answerNext(
                attempt -> attempt.header("X-Bars-Service").endsWith(FarSide.RETURNING_LATE),
                Collections.nCopies(ATTEMPTS - 1, 503).toArray(Integer[]::new));

        Conversations.Case held = almostDue(accepted(FarSide.RETURNING_LATE));

        assertThat(FarSide.LOCAL.await(
                        ATTEMPTS, attempt -> attempt.header("X-Bars-Reference").equals(held.reference())))
                .hasSize(ATTEMPTS);
    }

    @Test
    void what_has_more_in_its_case_is_kept() throws Exception {
        Conversations.Case held = accepted(FarSide.RETURNING);
        Reply cancel = proxy.to(FarSide.RETURNING)
                .with("X-Correlation-Id", held.correlationId())
                .post(cancelled(held.request()));
        assertThat(cancel.status()).as(cancel.body()).isEqualTo(200);
        almostDue(held);
        Conversations.Case other = almostDue(accepted(FarSide.RETURNING));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status(other)
                .equals("done"));
        assertThat(jdbc.sql("""
                        SELECT DISTINCT w.status FROM work w JOIN bars_case k ON k.id = w.case_id
                         WHERE k.reference = ?""").param(held.reference()).query(String.class).list())
                .containsExactly("ready");
    }
}
