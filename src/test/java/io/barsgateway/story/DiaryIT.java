package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service whose slots come from files: CSV, and FHIR as a slot search answers it. */
@GatewayTest
@DirtiesContext
class DiaryIT {

    private static final Path SEARCHSET = Path.of("src/test/resources/searches/slot-answer.json");
    private static final String INCLUDES =
            "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService&_include=Schedule:actor:Practitioner";
    private static Instant first = Instant.EPOCH;
    private static Path csv = Path.of("");
    private static Path fhir = Path.of("");

    @DynamicPropertySource
    static void diaries(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-diary");
        csv = home.resolve("week.csv");
        fhir = home.resolve("slot-answer.json");
        first = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(3, ChronoUnit.DAYS);
        write(first, first.plusSeconds(900));
        // What has passed is offered to nobody
        Files.writeString(
                fhir,
                Files.readString(SEARCHSET)
                        .replace("2026-11-30T", first.toString().substring(0, 11)));
        registry.add("bars.home", home::toString);
        registry.add("bars.services[0].slots", () -> "diary");
        registry.add("bars.services[0].accept.new-booking", () -> "confirm-first");
        registry.add("bars.services[0].diary", csv::toString);
        registry.add("bars.services[1].slots", () -> "diary");
        registry.add("bars.services[1].accept.new-booking", () -> "confirm-first");
        registry.add("bars.services[1].diary", fhir::toString);
        registry.add("bars.read.widest-slots", () -> "3650d");
    }

    private final ProxyClient proxy;
    private final Alarms alarms;

    DiaryIT(@Qualifier("inboundListener") Listener inbound, Alarms alarms) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.alarms = alarms;
    }

    private static void write(Instant... starts) throws IOException {
        StringBuilder lines = new StringBuilder("start,end,schedule,practitioner\n");
        for (Instant start : starts) {
            lines.append(start).append(',').append(start.plusSeconds(900)).append(",Room 1,Casey Clinician\n");
        }
        Files.writeString(csv, lines);
    }

    private Reply slots(String service, String from, String to, Format format) throws Exception {
        return proxy.to(service)
                .with("Content-Type", "")
                .with("Accept", format.mediaType())
                .call(
                        "GET",
                        "/Slot?Schedule.actor:HealthcareService=" + service + "&start=ge" + from + "&start=le" + to
                                + "&status=free" + INCLUDES,
                        new byte[0]);
    }

    private List<JsonNode> offered(String service) throws Exception {
        Reply reply = slots(
                service,
                first.minusSeconds(60).toString(),
                first.plusSeconds(86_000).toString(),
                Format.JSON);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<JsonNode> slots = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> {
            if (entry.path("resource").path("resourceType").asText().equals("Slot")) {
                slots.add(entry.path("resource"));
            }
        });
        return slots;
    }

    @Test
    void slots_of_a_file_are_offered_booked_once_and_withdrawn_with_it() throws Exception {
        List<JsonNode> two = offered(FarSide.ANY);
        assertThat(two).hasSize(2);
        ObjectNode booking = Messages.to(FarSide.ANY, Messages.booking(two.get(0)));
        assertThat(proxy.to(FarSide.ANY).post(booking).status()).isEqualTo(200);
        assertThat(offered(FarSide.ANY)).as("the booked one is not free").hasSize(1);

        Files.writeString(csv, "start,end,schedule,practitioner\nsoon,later,Room 1,\n");
        Awaitility.await().until(() -> alarms.standing().keySet().stream().anyMatch(what -> what.contains("diary")));
        assertThat(offered(FarSide.ANY)).as("a broken file changes nothing").hasSize(1);

        write(first, first.plusSeconds(3600));
        Awaitility.await().until(() -> offered(FarSide.ANY).stream()
                .map(slot -> Times.parse(slot.path("start").asText()).orElseThrow())
                .toList()
                .equals(List.of(first.plusSeconds(3600))));
        Reply gone = proxy.to(FarSide.ANY).post(Messages.to(FarSide.ANY, Messages.booking(two.get(1))));
        assertThat(gone.status()).as("what the file no longer has").isEqualTo(409);
        Awaitility.await().until(() -> alarms.standing().keySet().stream().noneMatch(what -> what.contains("diary")));
    }

    @Test
    void one_patient_may_hold_two_bookings_for_a_while() throws Exception {
        for (JsonNode slot : offered(FarSide.SLOTTED).subList(0, 2)) {
            Reply booked = proxy.to(FarSide.SLOTTED).post(Messages.to(FarSide.SLOTTED, Messages.booking(slot)));
            assertThat(booked.status()).as(booked.body()).isEqualTo(200);
        }
    }

    @Test
    void a_slot_answer_serves_as_a_diary_file_in_json_and_xml() throws Exception {
        JsonNode written = AnyForm.read(Files.readAllBytes(fhir));
        for (Format format : Format.values()) {
            Reply reply = slots(
                    FarSide.EXAMPLES,
                    first.toString(),
                    first.plusSeconds(86_000).toString(),
                    format);

            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            JsonNode answer = AnyForm.read(reply.body().getBytes(StandardCharsets.UTF_8));
            assertThat(times(answer)).isEqualTo(times(written));
            assertThat(types(answer)).contains("Slot", "Schedule", "HealthcareService");
            assertThat(types(written)).containsAll(types(answer));
            // Each reference leads to a resource of the answer
            for (JsonNode entry : answer.path("entry")) {
                JsonNode schedule = entry.path("resource").path("schedule").path("reference");
                assertThat(schedule.isMissingNode() || ids(answer).contains(schedule.asText()))
                        .isTrue();
            }
        }
    }

    /** The remaining GETs of the API, in both forms. */
    @Test
    void each_get_of_the_api_is_answered_or_refused_in_both_forms() throws Exception {
        String nhs = "?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018";
        assertThat(proxy.to(FarSide.DOUBLED)
                        .post(Messages.to(FarSide.DOUBLED, Messages.referral()))
                        .status())
                .isEqualTo(200);
        for (Format format : Format.values()) {
            answered("/metadata", format, 200, "CapabilityStatement");
            answered(
                    "/MessageDefinition?context=https://fhir.nhs.uk/Id/dos-service-id%7C" + FarSide.DOUBLED,
                    format,
                    200,
                    "Bundle");
            answered("/ServiceRequest" + nhs, format, 200, "Bundle");
            answered("/Appointment" + nhs, format, 200, "Bundle");
            answered("/Endpoint?Endpoint.identifier=x", format, 404, "OperationOutcome");
            answered("/HealthcareService?organization=x", format, 404, "OperationOutcome");
            answered("/DocumentReference?subject:identifier=x", format, 404, "OperationOutcome");
        }
    }

    private void answered(String path, Format format, int status, String type) throws Exception {
        Reply reply = proxy.to(FarSide.DOUBLED)
                .with("Content-Type", "")
                .with("Accept", format.mediaType())
                .call("GET", path, new byte[0]);
        assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).as(path).startsWith(format.mediaType());
        assertThat(AnyForm.read(reply.body().getBytes(StandardCharsets.UTF_8))
                        .path("resourceType")
                        .asText())
                .isEqualTo(type);
    }

    private static Set<String> times(JsonNode bundle) {
        Set<String> times = new TreeSet<>();
        bundle.path("entry").forEach(entry -> {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Slot")) {
                times.add(resource.path("start").asText() + " "
                        + resource.path("end").asText() + " "
                        + resource.path("status").asText());
            }
        });
        return times;
    }

    private static Set<String> types(JsonNode bundle) {
        Set<String> types = new TreeSet<>();
        bundle.path("entry")
                .forEach(entry ->
                        types.add(entry.path("resource").path("resourceType").asText()));
        return types;
    }

    private static Set<String> ids(JsonNode bundle) {
        Set<String> ids = new TreeSet<>();
        bundle.path("entry")
                .forEach(entry ->
                        ids.add(entry.path("resource").path("resourceType").asText() + "/"
                                + entry.path("resource").path("id").asText()));
        return ids;
    }
}
