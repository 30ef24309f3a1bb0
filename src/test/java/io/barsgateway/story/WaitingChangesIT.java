package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.Habit;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Short changes of a case while earlier ones of it wait: each goes on from what the one before it says. */
@GatewayTest
class WaitingChangesIT {

    private static final String SUMMARY = "Example triage summary, no real person";
    private static final String ANOTHER = "Another summary, no real person";

    private final LocalClient local;
    private final JdbcClient jdbc;
    private final String receiver;

    WaitingChangesIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        this.receiver = "https://localhost:" + inbound.boundPort();
    }

    @BeforeEach
    void beTheReceiverToo() {
        FarSide.CATALOGUE.gatewayAt(receiver);
    }

    @AfterEach
    void beNobody() {
        FarSide.CATALOGUE.gatewayAt("");
        FarSide.SIMULATOR.farEnd().behave(Set.of());
    }

    private static void receiverIsDown() {
        FarSide.CATALOGUE.gatewayAt("https://localhost:1");
    }

    /** A validation that the Receiver has taken: the scene is safe there. */
    private String taken() throws Exception {
        Reply reply = local.send(Requests.validation("a4t1", FarSide.ANY, FarSide.SLOTTED));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        String reference = reply.json().path("reference").asText();
        settled(reference, 1);
        return reference;
    }

    private void held(ObjectNode shortForm) throws Exception {
        Reply reply = local.send(shortForm);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    private JsonNode report(String reference) throws Exception {
        return local.get("/messages?reference=" + reference).json();
    }

    private void settled(String reference, int messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> report(reference).findValuesAsText("state"),
                        states -> states.size() == messages && states.stream().allMatch("accepted"::equals));
    }

    private static ObjectNode change(String action, String reference) {
        return JsonNodeFactory.instance.objectNode().put("action", action).put("reference", reference);
    }

    private static ObjectNode unsafe(String reference) {
        ObjectNode update = change("update", reference);
        update.putObject("sceneSafety").put("code", "U").put("text", "Dog loose");
        return update;
    }

    private static ObjectNode moved(String reference) {
        ObjectNode update = change("update", reference);
        update.putObject("location").put("uprn", "000000000002");
        return update;
    }

    private static ObjectNode triaged(String reference) {
        ObjectNode update = change("update", reference);
        update.putArray("outcomes").addObject().put("text", ANOTHER);
        return update;
    }

    /** What left for that case, in its order. */
    private List<MessageBundle> sent(String reference) {
        return jdbc.sql("""
                        SELECT m.body FROM message m JOIN work w ON w.message_id = m.id JOIN bars_case c ON c.id = m.case_id
                         WHERE c.reference = ? AND c.role = 'sender' AND m.direction = 'out' ORDER BY w.id""")
                .param(reference)
                .query((row, number) -> MessageBundle.of(FhirJson.read(row.getBytes(1))))
                .list();
    }

    /** The scene, the place and the summary. */
    private static List<String> says(MessageBundle message) {
        return List.of(
                at(message, "Flag", "/code/coding/0/code"),
                at(message, "Location", "/extension/0/extension/0/valueString"),
                at(message, "CarePlan", "/activity/0/outcomeCodeableConcept/0/text"));
    }

    private static String at(MessageBundle message, String type, String pointer) {
        return message.first(type).orElseThrow().resource().at(pointer).asText();
    }

    private static Instant stamp(Entry entry) {
        return Tree.text(entry.resource(), "meta", "lastUpdated")
                .flatMap(Times::parse)
                .orElseThrow();
    }

    @Test
    void a_second_update_goes_on_from_the_first_that_still_waits() throws Exception {
        String reference = taken();
        receiverIsDown();
        held(unsafe(reference));
        held(moved(reference));

        FarSide.CATALOGUE.gatewayAt(receiver);
        settled(reference, 3);

        List<MessageBundle> messages = sent(reference);
        MessageBundle first = messages.get(1);
        MessageBundle second = messages.get(2);
        assertThat(says(first)).containsExactly("U", "000000000001", SUMMARY);
        assertThat(says(second)).containsExactly("U", "000000000002", SUMMARY);
        assertThat(stamp(second.entries().get(0))).isAfter(stamp(first.entries().get(0)));
        assertThat(stamp(second.first("Location").orElseThrow()))
                .isAfter(stamp(first.first("Flag").orElseThrow()));
        assertThat(Tree.text(second.first("ServiceRequest").orElseThrow().resource(), "id"))
                .contains(report(reference).path("resource").asText().replace("ServiceRequest/", ""));
    }

    @Test
    void updates_that_are_posted_at_once_all_stand_in_the_last() throws Exception {
        String reference = taken();
        receiverIsDown();
        ExecutorService senders = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Reply>> posts = List.of(
                    () -> local.send(unsafe(reference)),
                    () -> local.send(moved(reference)),
                    () -> local.send(triaged(reference)));
            for (Future<Reply> post : new ArrayList<>(senders.invokeAll(posts))) {
                assertThat(post.get().status()).as(post.get().body()).isEqualTo(202);
            }
        } finally {
            senders.shutdown();
        }

        FarSide.CATALOGUE.gatewayAt(receiver);
        settled(reference, 4);

        assertThat(says(sent(reference).get(3))).containsExactly("U", "000000000002", ANOTHER);
    }

    @Test
    void the_answer_to_an_earlier_change_does_not_undo_a_later_one() throws Exception {
        String reference = taken();
        receiverIsDown();
        held(triaged(reference));
        held(unsafe(reference));
        newestIsDue(reference, Instant.now().plusSeconds(3600));
        FarSide.CATALOGUE.gatewayAt(receiver);
        Awaitility.await().until(() -> report(reference)
                .path("messages")
                .path(1)
                .path("state")
                .asText()
                .equals("accepted"));

        held(moved(reference));
        allAreDue(reference);
        settled(reference, 4);

        assertThat(says(sent(reference).get(3))).containsExactly("U", "000000000002", ANOTHER);
    }

    @Test
    void the_next_update_builds_on_one_whose_answer_was_lost() throws Exception {
        Reply reply = local.send(Requests.validation("a4t1", FarSide.ANY, "2000011147"));
        String reference = reply.json().path("reference").asText();
        settled(reference, 1);
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.LOSES_ANSWERS));
        held(unsafe(reference));
        settled(reference, 2);
        FarSide.SIMULATOR.farEnd().behave(Set.of());

        held(moved(reference));
        settled(reference, 3);

        assertThat(says(sent(reference).get(2))).containsExactly("U", "000000000002", SUMMARY);
    }

    /** The newest message of the case is due then, and not before. */
    private void newestIsDue(String reference, Instant then) {
        jdbc.sql(
                        "UPDATE work SET next_at = ? WHERE id = (SELECT max(w.id) FROM work w JOIN bars_case c ON c.id = w.case_id"
                                + " WHERE c.reference = ? AND c.role = 'sender' AND w.kind = 'send')")
                .params(Timestamp.from(then), reference)
                .update();
    }

    private void allAreDue(String reference) {
        jdbc.sql("UPDATE work SET next_at = ? WHERE case_id = (SELECT id FROM bars_case WHERE reference = ?)")
                .params(Timestamp.from(Instant.now()), reference)
                .update();
    }

    @Test
    void a_change_refused_for_good_is_not_assumed_at_the_receiver() throws Exception {
        String reference = taken();
        receiverIsDown();
        held(unsafe(reference));
        // As JudgeReply would after a 422
        settle(reference, "undelivered");

        held(moved(reference));

        assertThat(says(sent(reference).get(2)))
                .as("it waits behind what was refused, and says it too")
                .containsExactly("U", "000000000002", SUMMARY);
        settle(reference, "done");
        FarSide.CATALOGUE.gatewayAt(receiver);
        held(triaged(reference));
        assertThat(says(sent(reference).get(3)))
                .as("a person gave both up: the Receiver has neither")
                .containsExactly("S", "000000000001", ANOTHER);
        settled(reference, 4);
    }

    /** A person, or a refusal, settles what waits. */
    private void settle(String reference, String status) {
        jdbc.sql(
                        "UPDATE work SET status = ?, lease = NULL, leased_until = NULL WHERE kind = 'send' AND status <> 'done'"
                                + " AND case_id = (SELECT id FROM bars_case WHERE reference = ? AND role = 'sender')")
                .params(status, reference)
                .update();
    }

    @Test
    void no_change_is_taken_after_a_cancel_or_before_the_first_answer() throws Exception {
        String reference = taken();
        receiverIsDown();
        held(change("cancel", reference));
        assertThat(local.send(unsafe(reference)))
                .satisfies(late -> assertThat(late.status()).as(late.body()).isEqualTo(409))
                .satisfies(late -> assertThat(late.body()).contains("a cancel of the case is held"));

        Reply unanswered = local.send(Requests.validation("a4t1", FarSide.ANY, FarSide.SLOTTED));
        assertThat(local.send(unsafe(unanswered.json().path("reference").asText())))
                .satisfies(early -> assertThat(early.status()).as(early.body()).isEqualTo(409))
                .satisfies(early -> assertThat(early.body()).contains("send it again once"));
    }
}
