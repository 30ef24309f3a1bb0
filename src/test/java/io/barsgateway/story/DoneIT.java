package io.barsgateway.story;

import static io.barsgateway.story.OnCall.item;
import static io.barsgateway.story.OnCall.story;
import static io.barsgateway.story.OnCall.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.identity.ServiceScope;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.outbox.duty.HandledWork;
import io.barsgateway.outbox.duty.HandledWork.Actor;
import io.barsgateway.outbox.duty.WorkList.Wanted;
import io.barsgateway.story.OnCall.Accepted;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** Work that a person handled in another way: what is ended, what stays, and what waits for a decision. */
@GatewayTest
@DirtiesContext
class DoneIT extends OnCallStory {

    private static final Path FOLDER = OnCall.folder();

    private final Alarms alarms;
    private final OperatorClient system;
    private final HandledWork handled;
    private final TransactionOperations transactions;

    DoneIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            Alarms alarms,
            HandledWork handled,
            TransactionOperations transactions,
            JdbcClient jdbc) {
        super(inbound, local, jdbc);
        this.alarms = alarms;
        this.handled = handled;
        this.transactions = transactions;
        this.system = new OperatorClient(local.boundPort(), OnCall.token(OnCall.SYSTEM));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        OnCall.settings(settings, FOLDER);
        settings.add("bars.retry.first", () -> "1s");
        settings.add("bars.retry.max", () -> "1s");
    }

    private static final String TOLD = ",\"reason\":\"their system is down\",\"spokeTo\":\"the nurse in charge\"";

    @Test
    void work_done_by_telephone_ends_and_what_follows_waits_for_a_decision() throws Exception {
        Accepted accepted = setAside(Messages.validation());

        did("done", accepted.reference(), TOLD);

        assertThat(anna.told("work", "/operator/work?reference=" + accepted.reference())
                        .path("items"))
                .isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(anna.get("/health")
                        .json()
                        .path("work")
                        .path("deliver")
                        .path("oldestFailure")
                        .asText())
                .as("what is handled fails no more")
                .isEmpty());
        assertThat(words(story(anna, accepted.reference(), "PERSON"), "PERSON"))
                .contains("handled in another way", "their system is down", "the nurse in charge", "by anna");
        assertThat(cancel(accepted).status()).isEqualTo(200);
        JsonNode cancel = item(anna, accepted.reference(), "DECISION");
        assertThat(cancel.path("words").asText()).contains("bars retry", "bars done");
        Awaitility.await().until(() -> alarms.standing().containsKey("decision deliver " + SERVICE));
        assertThat(words(story(anna, accepted.reference(), "CAME"), "DELIVERED"))
                .as("nothing was delivered of it")
                .isEmpty();

        did("retry", accepted.reference(), "");

        delivered(accepted.reference(), 1);
        Awaitility.await().until(() -> !alarms.standing().containsKey("decision deliver " + SERVICE));
    }

    @Test
    void done_by_reference_leaves_the_cancel_to_a_person() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        assertThat(cancel(accepted).status()).isEqualTo(200);
        Awaitility.await()
                .until(() -> anna.told("work", "/operator/work?reference=" + accepted.reference())
                                .path("items")
                                .size()
                        == 2);

        JsonNode would = did("done", accepted.reference(), TOLD + ",\"dryRun\":true");

        assertThat(would.path("done")).hasSize(1);
        item(anna, accepted.reference(), "SET_ASIDE");
        JsonNode done = did("done", accepted.reference(), TOLD);
        assertThat(done.path("done")).hasSize(1);
        JsonNode left = done.path("left").path(0);
        assertThat(left.path("meaning").asText()).startsWith("CANCEL");
        assertThat(left.path("why").asText())
                .contains("bars done " + left.path("id").asLong() + " --reason");
        assertThat(item(anna, accepted.reference(), "DECISION").path("id").asLong())
                .isEqualTo(left.path("id").asLong());
        assertThat(story(anna, accepted.reference(), "PERSON").path("waits")).hasSize(1);
    }

    /** Else five thousand of a hundred thousand would be ended, and nobody would ask for the rest. */
    @Test
    void done_says_where_there_is_more_than_one_commit_takes() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        long work = item(anna, accepted.reference(), "SET_ASIDE").path("id").asLong();
        Wanted itsCase = new Wanted(new ServiceScope(true, List.of()), "", null, null, "", accepted.reference());
        Actor somebody = new Actor("somebody", "", "", "");

        transactions.executeWithoutResult(nobodyElseSees -> {
            assertThat(handled.end(itsCase, List.of(), somebody, "", true).more())
                    .isFalse();
            jdbc.sql("""
                            INSERT INTO work (kind, lane, case_id, message_id, service, status, reason, attempts, next_at, created_at, changed_at)
                            SELECT kind, lane, case_id, message_id, service, status, reason, attempts, next_at, created_at, changed_at
                              FROM work, generate_series(1, ?) WHERE id = ?""").params(HandledWork.AT_ONCE, work).update();

            assertThat(handled.end(itsCase, List.of(), somebody, "", true).more())
                    .isTrue();
            nobodyElseSees.setRollbackOnly();
        });
        // Their room counts, else, when PlanCheck asks how large the table is
        jdbc.sql("VACUUM work").update();
    }

    @Test
    void a_response_that_is_owed_stays_owed() throws Exception {
        ObjectNode validation = Messages.validation();
        FarSide.SIMULATOR.farEnd().expects(validation.path("id").asText());
        Accepted accepted = setAside(validation);
        did("done", accepted.reference(), TOLD);

        JsonNode found = OnCall.found(anna, accepted.reference());
        assertThat(found.path("status").asText()).isEqualTo("OPEN");
        Reply report = system.post(
                "/responses",
                "{\"reference\":\"" + accepted.reference()
                        + "\",\"kind\":\"full\",\"actionRequired\":false,\"arp\":\"unchanged\",\"outcomes\":[{\"text\":\"Example\"}]}");

        assertThat(report.status()).as(report.body()).isEqualTo(202);
        story(anna, accepted.reference(), "PERSON", "COMPOSED", "SENT");
    }

    @Test
    void what_is_being_delivered_is_not_ended() throws Exception {
        LocalDouble.Hold hold = FarSide.FRAIL_LOCAL.holdNext(attempt -> true);
        Accepted accepted = accepted(Messages.validation());
        hold.awaitArrival();

        Reply done = anna.post(
                "/operator/work/done", "{\"filter\":{\"reference\":\"" + accepted.reference() + "\"}" + TOLD + "}");

        assertThat(done.status()).isEqualTo(409);
        assertThat(done.body()).contains("an attempt is under way");
        hold.release();
        delivered(accepted.reference(), 1);
        Reply late = anna.post(
                "/operator/work/done", "{\"filter\":{\"reference\":\"" + accepted.reference() + "\"}" + TOLD + "}");
        assertThat(late.status()).as("what is delivered is not there any more").isEqualTo(404);
    }

    /** A system that hangs is being tried nearly all the time: whoever looks must learn why all the same. */
    @Test
    void work_under_way_says_why_it_failed_before() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        LocalDouble.Hold hold = FarSide.FRAIL_LOCAL.holdNext(attempt -> true);
        did("retry", accepted.reference(), "");
        hold.awaitArrival();

        JsonNode tried = OnCall.item(anna, accepted.reference());

        assertThat(tried.path("underWay").asBoolean()).isTrue();
        assertThat(tried.path("words").asText())
                .isEqualTo("an attempt is under way; the last one failed: the local system answered 422");
        hold.release();
        delivered(accepted.reference(), 1);
    }

    @Test
    void done_needs_a_reason_and_whom_was_told_and_names_no_patient() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        String filter = "{\"filter\":{\"reference\":\"" + accepted.reference() + "\"}";
        for (String more : new String[] {
            "}",
            ",\"reason\":\"their system is down\"}",
            ",\"reason\":\"about 9990000018\",\"spokeTo\":\"the nurse\"}",
            ",\"reason\":\"their system is down\",\"spokeTo\":\"999 000 0018\"}",
            ",\"reason\":\"their system is down\",\"spokeTo\":\"the nurse\",\"operator\":\"somebody else\"}"
        }) {
            assertThat(anna.post("/operator/work/done", filter + more).status())
                    .as(more)
                    .isEqualTo(400);
        }
        item(anna, accepted.reference(), "SET_ASIDE");
    }
}
