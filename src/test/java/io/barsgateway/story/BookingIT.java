package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bookings: the slot diary decides, or the local system does, before the Sender is answered. */
@GatewayTest
class BookingIT {

    private final ProxyClient proxy;
    private final JdbcClient jdbc;

    BookingIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    /** Free slots of a service, from now on. */
    private List<JsonNode> free(String service) throws Exception {
        Instant now = Instant.now();
        Reply reply = proxy.to(service)
                .call(
                        "GET",
                        "/Slot?status=free&start=ge" + now.plusSeconds(3600) + "&start=le" + now.plusSeconds(170_000)
                                + "&Schedule.actor:HealthcareService=" + service
                                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService"
                                + "&_include=Schedule:actor:Practitioner",
                        new byte[0]);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<JsonNode> slots = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> {
            if (entry.path("search").path("mode").asText().equals("match")) {
                slots.add(entry.path("resource"));
            }
        });
        return slots;
    }

    private static ObjectNode booking(String service, JsonNode slot) {
        return Messages.to(service, Messages.booking(slot));
    }

    private static ObjectNode cancelled(ObjectNode booking, MessageBundle answer) {
        ObjectNode cancel = Messages.because("update", booking.deepCopy());
        MessageBundle.of(cancel)
                .header()
                .put("definition", "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled");
        Messages.resource(cancel, "Appointment")
                .put("status", "cancelled")
                .put(
                        "id",
                        answer.first("Appointment")
                                .orElseThrow()
                                .resource()
                                .path("id")
                                .asText());
        return cancel;
    }

    @Test
    void a_slot_is_booked_read_back_and_freed_by_the_cancel() throws Exception {
        JsonNode slot = free(FarSide.SLOTTED).get(0);
        ObjectNode booking = booking(FarSide.SLOTTED, slot);
        Reply reply = proxy.to(FarSide.SLOTTED).post(booking);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        MessageBundle answer = MessageBundle.of(reply.json());
        JsonNode appointment = answer.first("Appointment").orElseThrow().resource();
        assertThat(appointment.path("status").asText()).isEqualTo("booked");
        assertThat(appointment.path("created").asText()).isNotEmpty();
        assertThat(answer.first("Slot").orElseThrow().resource().path("status").asText())
                .isEqualTo("busy");
        assertThat(answer.first("Slot").orElseThrow().resource().path("id")).isEqualTo(slot.path("id"));
        assertThat(free(FarSide.SLOTTED).stream().map(one -> one.path("id"))).doesNotContain(slot.path("id"));
        Reply read = proxy.to(FarSide.SLOTTED)
                .call("GET", "/Appointment/" + appointment.path("id").asText(), new byte[0]);
        assertThat(read.json().path("status").asText()).isEqualTo("booked");
        assertThat(jdbc.sql("SELECT count(*) FROM unclaimed")
                        .query(Integer.class)
                        .single())
                .isZero();

        Reply taken = proxy.to(FarSide.SLOTTED).post(booking(FarSide.SLOTTED, slot));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.issue()).isEqualTo("conflict");

        ObjectNode otherSpelling = cancelled(booking, answer);
        ObjectNode spelt = Messages.resource(otherSpelling, "Appointment");
        spelt.put(
                "start",
                Instant.parse(spelt.path("start").asText().replaceFirst("\\+00:00$", "Z"))
                        .toString());
        Reply cancel = proxy.to(FarSide.SLOTTED).post(otherSpelling);
        assertThat(cancel.status()).as(cancel.body()).isEqualTo(200);
        assertThat(free(FarSide.SLOTTED).stream().map(one -> one.path("id"))).contains(slot.path("id"));
        assertThat(proxy.to(FarSide.SLOTTED).post(cancelled(booking, answer)).status())
                .isEqualTo(400);
    }

    @Test
    void a_cancel_of_another_patient_or_time_is_422() throws Exception {
        JsonNode slot = free(FarSide.SLOTTED).get(0);
        ObjectNode booking = booking(FarSide.SLOTTED, slot);
        MessageBundle answer =
                MessageBundle.of(proxy.to(FarSide.SLOTTED).post(booking).json());
        ObjectNode another = Changed.nhsNumber("9000000025", cancelled(booking, answer));
        ObjectNode otherTime = cancelled(booking, answer);
        Messages.resource(otherTime, "Appointment").put("start", "2026-12-31T09:00:00+00:00");

        for (ObjectNode wrong : List.of(another, otherTime)) {
            Reply reply = proxy.to(FarSide.SLOTTED).post(wrong);
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        }
        assertThat(proxy.to(FarSide.SLOTTED).post(cancelled(booking, answer)).status())
                .isEqualTo(200);
    }

    @Test
    void a_hundred_bookings_of_one_slot_at_once_have_one_winner() throws Exception {
        JsonNode slot = free(FarSide.SLOTTED).get(1);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Reply> replies = new ArrayList<>();
        try {
            List<Callable<Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(() -> proxy.to(FarSide.SLOTTED).post(booking(FarSide.SLOTTED, slot)));
            }
            for (Future<Reply> call : threads.invokeAll(calls)) {
                replies.add(call.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 409 && reply.issue().equals("conflict")))
                .hasSize(99);
        assertThat(jdbc.sql("SELECT count(*) FROM slot WHERE id = ? AND booked_by IS NOT NULL")
                        .param(slot.path("id").asText())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_wrong_time_or_an_unknown_slot_is_refused_and_consumes_nothing() throws Exception {
        JsonNode slot = free(FarSide.SLOTTED).get(2);
        ObjectNode wrongTime = booking(FarSide.SLOTTED, slot);
        Messages.resource(wrongTime, "Appointment").put("start", "2026-12-31T09:00:00+00:00");
        ObjectNode unknown = booking(FarSide.SLOTTED, slot);
        Messages.resource(unknown, "Slot").put("id", UUID.randomUUID().toString());

        assertThat(proxy.to(FarSide.SLOTTED).post(wrongTime).status()).isEqualTo(400);
        assertThat(proxy.to(FarSide.SLOTTED).post(unknown).status()).isEqualTo(409);
        assertThat(proxy.to(FarSide.TOOL).post(booking(FarSide.TOOL, slot)).status())
                .as("another service's slot")
                .isEqualTo(409);
        assertThat(proxy.to(FarSide.SLOTTED)
                        .post(booking(FarSide.SLOTTED, slot))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void without_a_diary_or_a_decision_a_booking_is_accepted_first() throws Exception {
        Reply reply = proxy.to(FarSide.ANY).post(Messages.booking());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void the_tool_finds_the_schedule_by_id() throws Exception {
        JsonNode slot = free(FarSide.TOOL).get(0);
        MessageBundle answer = MessageBundle.of(
                proxy.to(FarSide.TOOL).post(booking(FarSide.TOOL, slot)).json());
        assertThat(answer.first("Slot")
                        .orElseThrow()
                        .resource()
                        .path("schedule")
                        .path("reference")
                        .asText())
                .matches("Schedule/.+");
        assertThat(answer.all("Slot")).singleElement().satisfies(entry -> {
            assertThat(entry.resource().path("status").asText()).isEqualTo("busy");
            assertThat(entry.resource().path("id")).isEqualTo(slot.path("id"));
            assertThat(entry.resource().path("start")).isEqualTo(slot.path("start"));
        });
        JsonNode appointment = answer.first("Appointment").orElseThrow().resource();
        assertThat(appointment.path("status").asText()).isEqualTo("booked");
        assertThat(appointment.path("id").asText()).isNotEmpty();
    }

    @Test
    void a_booking_that_nobody_can_decide_is_422_and_is_not_published() throws Exception {
        Reply reply = proxy.to(FarSide.UNDECIDED).post(Messages.to(FarSide.UNDECIDED, Messages.booking()));
        Reply definitions =
                proxy.to(FarSide.UNDECIDED).call("GET", "/MessageDefinition?context=" + FarSide.UNDECIDED, new byte[0]);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.issue()).isEqualTo("not-supported");
        assertThat(definitions.body())
                .contains("servicerequest-request-referral")
                .doesNotContain("booking-request");
    }
}
