package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.Habit;
import io.barsgateway.simulator.Journal.Event;
import io.barsgateway.simulator.Simulator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A Receiver that calls what it took by what is no id in FHIR: a placeholder of ours, an expression, a path. */
@GatewayTest
class StrangeIdsIT {

    private static final String FAR = "2000011147";
    private static final Set<String> FIXED = Set.of("/metadata", "/MessageDefinition", "/$process-message");

    private final LocalClient local;
    private final JdbcClient jdbc;

    StrangeIdsIT(@Qualifier("localListener") Listener local, JdbcClient jdbc) {
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
    }

    @AfterEach
    void behave() {
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        FarSide.SIMULATOR.farEnd().assign("");
    }

    private static ObjectNode change(String action, String reference) {
        return JsonNodeFactory.instance.objectNode().put("action", action).put("reference", reference);
    }

    private JsonNode settled(ObjectNode wish, int messages) throws Exception {
        Reply held = local.send(wish);
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        String reference = held.json().path("reference").asText();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> local.get("/messages?reference=" + reference).json(),
                        report -> report.path("messages").size() == messages
                                && report.findValuesAsText("state").stream()
                                        .noneMatch(state -> state.matches("held|waiting")));
    }

    private static ObjectNode request() {
        ObjectNode wish = Requests.validation("a4t1", FarSide.ANY, FAR);
        ((ObjectNode) wish.path("patient")).put("nhsNumber", "9990000050");
        return wish;
    }

    private static List<Event> since(int mark) {
        List<Event> events = FarSide.SIMULATOR.journal().events();
        return events.subList(mark, events.size());
    }

    private static List<String> paths(List<Event> events) {
        return events.stream()
                .filter(event -> event.what().equals("forwarded"))
                .map(event -> event.detail("path"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{bars.store.password}}", "{{bars.sender.api-key}}", "${bars.sender.api-key}", "../.."})
    void a_malformed_id_is_echoed_unchanged_and_is_in_no_url(String id) throws Exception {
        FarSide.SIMULATOR.farEnd().assign(id);
        int mark = FarSide.SIMULATOR.journal().events().size();

        JsonNode sent = settled(request(), 1);
        String reference = sent.path("reference").asText();
        ObjectNode update = change("update", reference);
        update.putArray("outcomes").addObject().put("text", "Another summary, no real person");
        settled(update, 2);
        JsonNode cancelled = settled(change("cancel", reference), 3);
        Reply asked =
                local.get("/services/" + FAR + "/ServiceRequest/" + URLEncoder.encode(id, StandardCharsets.UTF_8));

        assertThat(since(mark).toString()).doesNotContain(Simulator.API_KEY);
        assertThat(paths(since(mark))).isNotEmpty().allMatch(FIXED::contains);
        assertThat(asked.status()).as(asked.body()).isEqualTo(404);
        assertThat(sent.path("resource").asText()).as("no id is known").isEmpty();
        assertThat(cancelled.findValuesAsText("state")).as(cancelled.toString()).containsOnly("accepted");
        assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(bodies(reference)).hasSize(3).noneMatch(body -> body.contains(Simulator.API_KEY));
        assertThat(bodies(reference).subList(1, 3)).allMatch(body -> body.contains("\"" + id + "\""));
        assertThat(local.get("/services/" + FAR + "/ServiceRequest?patient:identifier="
                                + URLEncoder.encode(
                                        "https://fhir.nhs.uk/Id/nhs-number|9990000050", StandardCharsets.UTF_8))
                        .body())
                .as("as the Receiver has it")
                .contains("\"" + id + "\"", "revoked")
                .doesNotContain(Simulator.API_KEY);
    }

    private List<String> bodies(String reference) {
        return jdbc.sql("SELECT convert_from(m.body, 'UTF8') FROM message m JOIN bars_case c ON c.id = m.case_id"
                        + " WHERE c.reference = ? AND m.direction = 'out' ORDER BY m.held_at")
                .param(reference)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{bars.sender.api-key}}", "${bars.sender.api-key}", "../.."})
    void a_search_for_what_was_lost_takes_no_such_id(String id) throws Exception {
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.LOSES_ANSWERS));
        FarSide.SIMULATOR.farEnd().assign(id);
        JsonNode sent = settled(request(), 1);
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        int mark = FarSide.SIMULATOR.journal().events().size();

        JsonNode cancelled = settled(change("cancel", sent.path("reference").asText()), 2);

        assertThat(since(mark).toString()).doesNotContain(Simulator.API_KEY);
        assertThat(paths(since(mark))).isNotEmpty().allMatch(FIXED::contains);
        assertThat(sent.path("resource").asText()).as("no id is known").isEmpty();
        assertThat(cancelled.findValuesAsText("state")).as(cancelled.toString()).containsOnly("accepted");
    }
}
