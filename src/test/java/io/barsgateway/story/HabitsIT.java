package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.Habit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** The far end as the assurance tool's Receiver, and as peers with habits (docs/conformance.md, W8.2; guide, TKW). */
@GatewayTest
class HabitsIT {

    private static final String FAR = "2000011147";

    private final LocalClient local;
    private final int inbound;

    HabitsIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.local = new LocalClient(local.boundPort());
        this.inbound = inbound.boundPort();
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + this.inbound);
    }

    @AfterEach
    void behave() {
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        FarSide.CATALOGUE.gatewayAt("");
    }

    private static ObjectNode about(String nhsNumber, ObjectNode wish) {
        ((ObjectNode) wish.path("patient")).put("nhsNumber", nhsNumber);
        return wish;
    }

    private ObjectNode booking(String service) throws Exception {
        Reply slots = slots(service);
        assertThat(slots.status()).as(slots.body()).isEqualTo(200);
        return Requests.booking("a1t1", FarSide.ANY, service, slots.json());
    }

    private Reply slots(String service) throws Exception {
        Instant now = Instant.now();
        return local.get("/services/" + service + "/Slot?status=free,busy&start=ge" + now + "&start=le"
                + now.plus(Duration.ofDays(2)) + "&Schedule.actor:HealthcareService=" + service
                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService");
    }

    private ObjectNode wish(String kind) throws Exception {
        return switch (kind) {
            case "booking" -> booking(FAR);
            case "referral" -> Requests.referral("a1t1", FarSide.ANY, FAR);
            default -> Requests.validation("a4t1", FarSide.ANY, FAR);
        };
    }

    private JsonNode settled(ObjectNode wish, int messages) throws Exception {
        Reply held = local.send(wish);
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        return settled(held.json().path("reference").asText(), messages);
    }

    private JsonNode settled(String reference, int messages) {
        return Awaitility.await()
                .until(
                        () -> state(reference),
                        report -> report.path("messages").size() == messages
                                && !report.path("messages")
                                        .path(messages - 1)
                                        .path("state")
                                        .asText()
                                        .matches("held|waiting"));
    }

    private JsonNode state(String reference) throws Exception {
        return local.get("/messages?reference=" + reference).json();
    }

    private static String last(JsonNode report) {
        JsonNode message = report.path("messages").path(report.path("messages").size() - 1);
        return (message.path("state").asText() + " " + message.path("reason").asText()).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "booking, 9658499007, accepted",
        "booking, 9658499015, refused the proxy answered 404 REC_NOT_FOUND not-found",
        "booking, 9658499023, refused the proxy answered 409 REC_CONFLICT conflict",
        "booking, 9658499031, refused the proxy answered 422 REC_UNPROCESSABLE_ENTITY business-rule",
        "referral, 9658499058, accepted",
        "referral, 9658499066, refused the proxy answered 400 REC_BAD_REQUEST invariant",
        "referral, 9658499074, refused the proxy answered 500 REC_SERVER_ERROR exception",
        "validation, 9658499082, accepted",
        "validation, 9658499090, accepted",
        "validation, 9658499015, refused the proxy answered 404 REC_NOT_FOUND not-found",
        "validation, 9658499112, refused the proxy answered 409 REC_CONFLICT conflict",
        "validation, 9658499120, refused the proxy answered 422 REC_UNPROCESSABLE_ENTITY business-rule",
        "validation, 9658499139, refused the proxy answered 401 REC_UNAUTHORIZED security"
    })
    void the_patients_number_decides_the_answer(String kind, String nhsNumber, String then) throws Exception {
        assertThat(last(settled(about(nhsNumber, wish(kind)), 1))).isEqualTo(then);
    }

    @ParameterizedTest
    @CsvSource({"validation, 9658499147, COMPLETED", "validation, 9658499155, OPEN", "referral, 9658499163, COMPLETED"})
    void the_patients_number_triggers_a_response(String kind, String nhsNumber, String then) throws Exception {
        JsonNode sent = settled(about(nhsNumber, wish(kind)), 1);

        responded(sent, "200");
        assertThat(state(sent.path("reference").asText()).path("status").asText())
                .isEqualTo(then);
    }

    private static void responded(JsonNode sent, String status) throws InterruptedException {
        String id = sent.path("messages").path(0).path("bundleId").asText();
        assertThat(FarSide.SIMULATOR
                        .journal()
                        .await(
                                event -> event.what().equals("far end responded")
                                        && event.detail("answers").equals(id),
                                Duration.ofSeconds(20)))
                .hasValueSatisfying(event -> assertThat(event.detail("status")).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource(Habit.class)
    void a_peer_with_a_habit_is_understood(Habit habit) throws Exception {
        FarSide.SIMULATOR.farEnd().behave(EnumSet.of(habit));

        JsonNode sent = settled(about("9658499147", wish("validation")), 1);

        assertThat(last(sent)).isEqualTo("accepted");
        responded(sent, "200");
        assertThat(state(sent.path("reference").asText()).path("status").asText())
                .isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({"referral, ServiceRequest/", "booking, Appointment/"})
    void a_request_whose_answer_was_lost_is_found_and_can_be_cancelled(String kind, String resource) throws Exception {
        FarSide.SIMULATOR.farEnd().behave(EnumSet.of(Habit.LOSES_ANSWERS));
        ObjectNode wish = kind.equals("booking") ? booking("2000099001") : wish(kind);

        JsonNode sent = settled(about("9990000042", wish), 1);

        assertThat(last(sent)).isEqualTo("accepted");
        assertThat(sent.path("resource").asText()).startsWith(resource);
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        String reference = sent.path("reference").asText();
        local.send(JsonNodeFactory.instance.objectNode().put("action", "cancel").put("reference", reference));
        assertThat(last(settled(reference, 2))).isEqualTo("accepted");
        assertThat(local.get("/services/" + wish.path("to").asText() + "/"
                                + sent.path("resource").asText())
                        .json()
                        .path("status")
                        .asText())
                .isIn("revoked", "cancelled");
    }

    @Test
    void a_peer_with_every_habit_sends_and_is_answered() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(EnumSet.allOf(Habit.class));

        HttpResponse<byte[]> answer = FarSide.SIMULATOR
                .farEnd()
                .send(Messages.bytes(Messages.to(FarSide.TOOL, Messages.referral())), FarSide.TOOL);

        assertThat(answer.statusCode())
                .as(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+xml");
    }

    @Test
    void a_missed_appointment_is_understood_with_the_peers_encounter_too() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(EnumSet.of(Habit.TKW));

        JsonNode sent = settled(about("9658499163", wish("referral")), 1);

        responded(sent, "200");
        assertThat(state(sent.path("reference").asText()).path("status").asText())
                .isEqualTo("COMPLETED");
    }

    @Test
    void a_test_patients_number_makes_the_simulator_refuse_our_response() throws Exception {
        ObjectNode request = Changed.nhsNumber("9658499171", Messages.validation());
        FarSide.SIMULATOR.farEnd().behave(EnumSet.of(Habit.XML));

        assertThat(FarSide.SIMULATOR
                        .farEnd()
                        .send(Messages.bytes(request), FarSide.ANY)
                        .statusCode())
                .isEqualTo(200);

        // Its local system reports at once
        assertThat(FarSide.SIMULATOR
                        .journal()
                        .await(
                                event -> event.what().equals("far end refused")
                                        && event.detail("reason").contains("patient's number"),
                                Duration.ofSeconds(20)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2000072489, 200, 7", "2000073917, 200, 0", "1503499715, 200, 6", "2000081230, 408, 0"})
    void the_service_decides_what_a_search_for_slots_finds(String service, int status, int entries) throws Exception {
        Reply slots = slots(service);

        assertThat(slots.status()).isEqualTo(status);
        assertThat(slots.json().path("entry")).hasSize(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL0401, the target answered 401 to /MessageDefinition",
        "FAIL0404, the target answered 404 to /MessageDefinition",
        "2000071898, the target takes no bars-message-servicerequest-request-referral for the use case a1t1",
        "2000003366, the target takes no bars-message-servicerequest-request-referral for the use case a1t1"
    })
    void the_service_decides_what_its_definitions_say(String service, String reason) throws Exception {
        assertThat(last(settled(Requests.referral("a1t1", FarSide.ANY, service), 1)))
                .isEqualTo("refused " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceRequest/61215702-0049-4d76-9807-2123f0a6ca15, 405",
        "ServiceRequest/9d280ad9-6dda-46d2-a75e-f5b47b2f4e87, 429",
        "ServiceRequest/0b42eac3-0175-43c8-bbab-efaa8ca31ccf, 408",
        "ServiceRequest/c337e8d8-fd5b-4a13-a8e4-0f6f4ac1bb1a, 501",
        "Appointment/0d440c22-7f25-4c6c-905d-2213d197d02a, 501",
        "Appointment/00000000-0000-4000-8000-000000000000, 404"
    })
    void the_id_decides_what_a_read_comes_to(String resource, int status) throws Exception {
        assertThat(local.get("/services/" + FAR + "/" + resource).status()).isEqualTo(status);
    }

    @Test
    void the_remembered_patient_is_booked_once_then_referred_once_and_linked() throws Exception {
        assertThat(last(settled(remembered(wish("referral")), 1))).contains("400");
        JsonNode booked = settled(remembered(booking("2000072489")), 1);
        assertThat(last(booked)).isEqualTo("accepted");
        assertThat(last(settled(remembered(booking("1503499715")), 1))).contains("409");
        assertThat(last(settled(remembered(wish("referral")), 1)))
                .as("not linked")
                .contains("409");
        ObjectNode linked = remembered(wish("referral"));
        linked.put("linked", booked.path("resource").asText());
        JsonNode referred = settled(linked, 1);
        assertThat(last(referred)).isEqualTo("accepted");
        for (JsonNode made : new JsonNode[] {referred, booked}) {
            String reference = made.path("reference").asText();
            local.send(JsonNodeFactory.instance
                    .objectNode()
                    .put("action", "cancel")
                    .put("reference", reference));
            assertThat(last(settled(reference, 2))).isEqualTo("accepted");
        }
    }

    private static ObjectNode remembered(ObjectNode wish) {
        return about("9707606312", wish);
    }
}
