package io.barsgateway.story;

import static io.barsgateway.story.OnCall.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.InTime;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.story.OnCall.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service is paused for a time, or fails: its new messages go elsewhere, or wait here, and the list says why. */
@GatewayTest
@DirtiesContext
class PauseIT extends OnCallStory {

    private static final Path FOLDER = OnCall.folder();

    private final Alarms alarms;
    private final OperatorClient nurse;

    PauseIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            Alarms alarms,
            JdbcClient jdbc) {
        super(inbound, local, jdbc);
        this.alarms = alarms;
        this.nurse = new OperatorClient(local.boundPort(), OnCall.token(OnCall.FRAIL_NURSE));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        OnCall.settings(settings, FOLDER);
    }

    @Test
    void an_empty_list_says_of_what() throws Exception {
        Reply unknown = anna.get("/operator/work?service=99");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("no service of ours has the id", "bars service list");
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 422);
        item(anna, accepted(Messages.validation()).reference(), "SET_ASIDE");

        JsonNode failing = nurse.told("work", "/operator/work?state=failing");

        assertThat(failing.path("items")).isEmpty();
        assertThat(failing.path("counts").findValuesAsText("state")).contains("SET_ASIDE");
        assertThat(failing.path("services").path(0).asText()).isEqualTo(FarSide.FRAIL);
    }

    @Test
    void what_waits_behind_a_failing_system_says_so() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(
                attempt -> true, Collections.nCopies(1000, 404).toArray(Integer[]::new));
        accepted(Messages.validation());
        Awaitility.await().until(() -> alarms.standing().containsKey("deliveries of " + FarSide.FRAIL));

        Accepted behind = accepted(Messages.validation());

        Awaitility.await().untilAsserted(() -> assertThat(
                        item(anna, behind.reference()).path("words").asText())
                .contains("its system is failing", "answered 404", "its set-up is wrong"));
    }

    @Test
    void a_paused_service_takes_no_new_messages_and_what_follows_is_held() throws Exception {
        Accepted before = accepted(Messages.validation());
        delivered(before.reference(), 1);
        pause("ALL");

        Reply refused = proxy.to(FarSide.FRAIL).post(Messages.to(FarSide.FRAIL, Messages.validation()));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("REC_SERVICE_UNAVAILABLE");
        assertThat(before.request()
                        .post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .as("a repeat of what was accepted, with another body")
                .isEqualTo(400);
        assertThat(cancel(before).status()).as("a cancel").isEqualTo(200);
        assertThat(item(anna, before.reference(), "WAITING").path("words").asText())
                .contains("deliveries are paused until", "by anna");
        Awaitility.await().until(() -> alarms.standing().containsKey("paused " + SERVICE));
        assertThat(OnCall.accepted(proxy, FarSide.ANY, Messages.validation()).reference())
                .as("another service")
                .isNotEmpty();

        anna.did("services", "/operator/services/resume", "{\"service\":\"" + FarSide.FRAIL + "\"}");

        delivered(before.reference(), 2);
        Awaitility.await().until(() -> !alarms.standing().containsKey("paused " + SERVICE));
        accepted(Messages.validation());
    }

    @Test
    void held_deliveries_are_taken_in_and_go_once_the_time_is_over() throws Exception {
        Accepted accepted = InTime.used(this::heldFor);

        delivered(accepted.reference(), 1);
        assertThat(jdbc.sql(
                                "SELECT attempts FROM work WHERE message_id = (SELECT id FROM message WHERE request_id = ?)")
                        .param(accepted.request().header("X-Request-Id"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Accepted heldFor(Duration time) throws Exception {
        pause("DELIVERIES", time);
        Accepted accepted = accepted(Messages.validation());
        assertThat(item(anna, accepted.reference(), "WAITING").path("words").asText())
                .contains("paused");
        return accepted;
    }

    private void pause(String mode) throws Exception {
        pause(mode, Duration.ofMinutes(10));
    }

    private void pause(String mode, Duration time) throws Exception {
        JsonNode paused = anna.did(
                "services",
                "/operator/services/pause",
                "{\"service\":\"" + FarSide.FRAIL + "\",\"until\":\""
                        + Instant.now().plus(time) + "\",\"mode\":\"" + mode + "\"}");
        assertThat(paused.path("services").findValuesAsText("mode")).containsExactly(mode);
    }

    @Test
    void a_pause_must_end_within_a_week_and_name_our_service() throws Exception {
        for (String body : new String[] {
            "{\"service\":\"" + FarSide.FRAIL + "\",\"until\":\"2020-01-01T00:00:00Z\"}",
            "{\"service\":\"" + FarSide.FRAIL + "\",\"until\":\""
                    + Instant.now().plus(Duration.ofDays(8)) + "\"}",
            "{\"service\":\"" + FarSide.FRAIL + "\"}"
        }) {
            assertThat(anna.post("/operator/services/pause", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(anna.post(
                                "/operator/services/pause",
                                "{\"service\":\"1\",\"until\":\""
                                        + Instant.now().plusSeconds(60) + "\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_follows_one_that_was_handled_is_decided_on_in_its_order() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 422);
        Accepted accepted = accepted(Messages.validation());
        item(anna, accepted.reference(), "SET_ASIDE");
        String filter = "{\"filter\":{\"reference\":\"" + accepted.reference() + "\"}";
        anna.did(
                "handled",
                "/operator/work/done",
                filter + ",\"reason\":\"their system is down\",\"spokeTo\":\"the nurse in charge\"}");
        ObjectNode update = Messages.because("update", ((ObjectNode) accepted.answer()).deepCopy());
        Reply updated = proxy.to(FarSide.FRAIL)
                .with("X-Correlation-Id", accepted.request().header("X-Correlation-Id"))
                .post(update);
        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(cancel(accepted).status()).isEqualTo(200);
        JsonNode items = anna.told("work", "/operator/work?reference=" + accepted.reference())
                .path("items");
        assertThat(items.findValuesAsText("state")).containsExactlyInAnyOrder("DECISION", "BEHIND");
        long last = Math.max(
                items.path(0).path("id").asLong(), items.path(1).path("id").asLong());

        Reply overtaking = anna.post("/operator/work/retry", "{\"ids\":[" + last + "]}");

        assertThat(overtaking.status()).isEqualTo(409);
        assertThat(anna.did("handled", "/operator/work/retry", filter + "}").path("done"))
                .hasSize(1);
        delivered(accepted.reference(), 2);
    }

    @Test
    void a_pause_says_why_in_the_list_and_in_its_alarm() throws Exception {
        JsonNode services = anna.did(
                "services",
                "/operator/services/pause",
                "{\"service\":\"" + FarSide.FRAIL + "\",\"until\":\""
                        + Instant.now().plusSeconds(60).toString() + "\",\"reason\":\"upgrade of the CAS\"}");

        assertThat(services.findValuesAsText("reason")).containsExactly("upgrade of the CAS");
        assertThat(alarms.standing().get("paused " + SERVICE))
                .contains("paused by anna", "reason: upgrade of the CAS", "bars service resume " + FarSide.FRAIL);
    }

    @Test
    void the_alarm_of_a_pause_is_of_who_paused_it() throws Exception {
        pause("DELIVERIES");

        Awaitility.await().untilAsserted(() -> assertThat(
                        anna.get("/operator/alarms").json().path("alarms"))
                .anySatisfy(alarm -> {
                    assertThat(alarm.path("subject").asText()).isEqualTo("paused " + SERVICE);
                    assertThat(alarm.has("ended")).isFalse();
                    assertThat(alarm.path("owner").asText()).isEqualTo("anna");
                }));
        anna.did("services", "/operator/services/resume", "{\"service\":\"" + FarSide.FRAIL + "\"}");
    }
}
