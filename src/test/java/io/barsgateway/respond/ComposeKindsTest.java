package io.barsgateway.respond;

import static io.barsgateway.respond.ComposeCase.NOW;
import static io.barsgateway.respond.ComposeCase.OURS;
import static io.barsgateway.respond.ComposeCase.ambulance;
import static io.barsgateway.respond.ComposeCase.compose;
import static io.barsgateway.respond.ComposeCase.definition;
import static io.barsgateway.respond.ComposeCase.held;
import static io.barsgateway.respond.ComposeCase.message;
import static io.barsgateway.respond.ComposeCase.resource;
import static io.barsgateway.respond.ComposeCase.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.SeenHeader;
import io.barsgateway.local.Objection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each kind of outcome, as it is composed and as it leaves its case (guide, Reversing-Roles, and the pages of APP4
 * and APP6).
 */
class ComposeKindsTest {

    @Test
    void an_interim_carries_the_case_in_short_and_leaves_it_open() {
        HeldCase held = validation();
        ObjectNode third = held.state().merged().tree().withArray("entry").addObject();
        third.put("fullUrl", "urn:uuid:third").putObject("resource").put("resourceType", "Encounter");

        ComposedResponse composed = compose(held, null, "\"kind\":\"interim\"");

        MessageBundle message = message(composed);
        assertThat(definition(message)).isEqualTo("validation-interim");
        assertThat(message.entries()).extracting(Entry::type).doesNotContain("CarePlan", "Consent", "Location", "Flag");
        assertThat(message.all("Encounter"))
                .extracting(Entry::fullUrl)
                .containsExactly(
                        held.state().merged().first("Encounter").orElseThrow().fullUrl(), OURS);
        assertThat(List.of("basedOn", "requester", "performer", "locationReference", "supportingInfo"))
                .noneMatch(resource(message, "ServiceRequest")::has);
        ObjectNode ours = message.resolve(OURS).orElseThrow().resource();
        assertThat(ours.path("status").asText()).isEqualTo("in-progress");
        assertThat(ours.path("meta").path("lastUpdated").asText()).startsWith(NOW);
        assertThat(ours.path("reasonCode").toString())
                .contains("message-reason-encounter", "validation-triage-outcome", "Validation of triage outcome");
        assertThat(ours.path("period").has("end")).isFalse();
        assertThat(composed.encounterStatus()).isEqualTo("in-progress");
        assertThat(composed.after().status()).isEqualTo(Status.OPEN);
        assertThat(composed.after().merged().first("CarePlan"))
                .as("the case keeps all of it")
                .isPresent();
        assertThat(composed.message().useContext()).isEqualTo("a4t1|validation|servicerequest-response|new");
        assertThat(message.id()).contains(composed.message().bundleId());
        assertThat(message.versionId()).isEqualTo(held.state().merged().versionId());
        assertThat(message.tree().path("meta").path("profile"))
                .singleElement()
                .extracting(JsonNode::asText)
                .asString()
                .endsWith("BARSBundleMessage");
        assertThat(message.tree().path("type").asText()).isEqualTo("message");
        assertThat(message.tree().path("timestamp").asText()).startsWith(NOW);
    }

    @Test
    void the_header_exchanges_the_roles_and_names_what_it_answers() {
        HeldCase held = validation();
        SeenHeader asked = SeenHeader.of(held.state().merged());

        SeenHeader header = SeenHeader.of(message(compose(held, null, "\"kind\":\"interim\"")));

        assertThat(header.profile()).endsWith("BARSMessageHeader-servicerequest-response");
        assertThat(header.tree().path("meta").path("lastUpdated").asText()).startsWith(NOW);
        assertThat(header.target()).endsWith("|2000099001");
        assertThat(header.receiver()).isEqualTo(asked.sender());
        assertThat(header.sender()).isEqualTo(asked.receiver());
        assertThat(header.source()).endsWith("|2000099999");
        JsonNode source = header.tree().path("source");
        assertThat(source.path("name").asText()).isEqualTo("2000099999");
        assertThat(source.has("contact")).isFalse();
        assertThat(source.path("software").asText()).isNotBlank();
        assertThat(source.path("version").asText()).isNotBlank();
        assertThat(header.tree().path("response").toString()).isEqualTo("{\"identifier\":\"first\",\"code\":\"ok\"}");
        assertThat(header.reason()).isEqualTo("new");
        assertThat(header.software().path("extension")).hasSize(2);
        assertThat(header.software().path("url").asText()).endsWith("CDSSExtension");
        assertThat(header.event()).isEqualTo("servicerequest-response");
    }

    @Test
    void a_full_outcome_after_an_interim_closes_the_case() {
        HeldCase held = held(Messages.validation(), "validation", "a4t1", "in-progress");

        ComposedResponse composed = compose(
                held,
                null,
                "\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[{\"text\":\"Example\"}]");

        MessageBundle message = message(composed);
        assertThat(SeenHeader.of(message).reason()).isEqualTo("update");
        assertThat(composed.message().useContext()).endsWith("|update");
        assertThat(composed.after().status()).isEqualTo(Status.COMPLETED);
        assertThat(composed.encounterStatus()).isEqualTo("finished");
        assertThat(message.entries()).hasSize(held.state().merged().entries().size());
        ObjectNode ours = message.resolve(OURS).orElseThrow().resource();
        assertThat(ours.path("period").path("end").asText()).startsWith(NOW);
        ObjectNode plan = resource(message, "CarePlan");
        assertThat(plan.path("status").asText()).isEqualTo("active");
        assertThat(plan.path("encounter").path("reference").asText()).isEqualTo(OURS);
    }

    @Test
    void a_full_outcome_ends_when_it_says_and_not_before_it_began() {
        String full = "\"kind\":\"full\",\"actionRequired\":false,\"arp\":\"unchanged\",\"status\":\"triaged\","
                + "\"outcomes\":[{\"text\":\"Example\"}],\"finishedAt\":\"%s\"";

        MessageBundle message = message(compose(validation(), null, full.formatted("2026-11-20T09:31:00Z")));

        ObjectNode ours = message.resolve(OURS).orElseThrow().resource();
        assertThat(ours.path("status").asText()).isEqualTo("triaged");
        assertThat(ours.path("period").path("end").asText()).isEqualTo("2026-11-20T09:31:00Z");
        assertThat(resource(message, "CarePlan").path("status").asText()).isEqualTo("completed");
        for (String wrong : List.of("2026-11-20T09:30:59Z", "2026-11-20T09:40:00")) {
            assertThatExceptionOfType(Objection.class)
                    .isThrownBy(() -> compose(validation(), null, full.formatted(wrong)))
                    .satisfies(objection ->
                            assertThat(objection.problems().toString()).contains("finishedAt"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "validation, '', active, cancelled, validation-interim",
        "validation, service-request-revoked, revoked, triaged, validation-interim",
        "referral, '', active, cancelled, referral-short",
        "referral, service-request-revoked, revoked, cancelled, referral-short"
    })
    void a_rejection_says_why_in_either_reading(
            String category, String style, String request, String encounter, String definition) {
        Map<String, String> partner =
                style.isEmpty() ? Map.of() : Map.of("p.partners[0].id", "2000099001", "p.partners[0].rejection", style);
        HeldCase held = category.equals("validation") ? validation() : ambulance();
        String before = resource(held.state().merged(), "ServiceRequest")
                .path("meta")
                .path("lastUpdated")
                .asText();

        ComposedResponse composed =
                compose(held, null, "\"kind\":\"rejected\",\"rejection\":\"OTH\",\"reason\":\"No crew\"", partner);

        MessageBundle message = message(composed);
        assertThat(definition(message)).isEqualTo(definition);
        ObjectNode serviceRequest = resource(message, "ServiceRequest");
        assertThat(serviceRequest.path("status").asText()).isEqualTo(request);
        assertThat(serviceRequest.path("meta").path("lastUpdated").asText().equals(before))
                .as("stamped only where it changed")
                .isEqualTo(request.equals("active"));
        ObjectNode ours = message.resolve(OURS).orElseThrow().resource();
        assertThat(ours.path("status").asText()).isEqualTo(encounter);
        assertThat(ours.path("reasonCode").toString()).contains("rejected-reasons-bars", "OTH", "No crew");
        assertThat(ours.path("period").has("end")).isEqualTo(encounter.equals("cancelled"));
        assertThat(composed.after().status()).isEqualTo(Status.REJECTED);
        assertThat(composed.encounterStatus()).isEqualTo(encounter);
    }

    @ParameterizedTest
    @CsvSource({"in-progress, OPEN, false", "arrived, OPEN, false", "finished, COMPLETED, true"})
    void each_move_of_an_ambulance_is_its_status_and_no_more(String status, Status then, boolean ended) {
        ComposedResponse composed = compose(ambulance(), null, "\"kind\":\"status\",\"status\":\"" + status + "\"");

        MessageBundle message = message(composed);
        assertThat(definition(message)).isEqualTo("referral-short");
        ObjectNode ours = message.focus().orElseThrow().resource();
        assertThat(ours.path("status").asText()).isEqualTo(status);
        assertThat(ours.has("reasonCode")).isFalse();
        assertThat(ours.path("period").has("end")).isEqualTo(ended);
        assertThat(SeenHeader.of(message).reason()).isEqualTo("new");
        assertThat(composed.after().status()).isEqualTo(then);
    }

    @Test
    void a_missed_appointment_ends_the_referral_and_carries_its_booking() {
        HeldCase held = held(Messages.referral(), "referral", "a1t1", "planned");
        ObjectNode booking = Messages.booking();
        ObjectNode booked = Messages.resource(booking, "Appointment");
        booked.putArray("basedOn").addObject().put("reference", "ServiceRequest/1");
        HeldCase linked = held(booking, "", "a1t1", "");

        ComposedResponse composed = compose(held, linked, "\"kind\":\"safeguarding-dna\"");

        MessageBundle message = message(composed);
        assertThat(definition(message)).isEqualTo("referral");
        ObjectNode serviceRequest = resource(message, "ServiceRequest");
        assertThat(serviceRequest.path("status").asText()).isEqualTo("revoked");
        assertThat(serviceRequest.path("meta").path("lastUpdated").asText()).startsWith(NOW);
        assertThat(message.focus().orElseThrow().type()).isEqualTo("ServiceRequest");
        ObjectNode appointment = resource(message, "Appointment");
        assertThat(appointment.path("status").asText()).isEqualTo("noshow");
        assertThat(appointment.path("meta").path("lastUpdated").asText()).startsWith(NOW);
        assertThat(List.of("slot", "basedOn", "supportingInformation")).noneMatch(appointment::has);
        assertThat(appointment.path("participant").toString())
                .contains(message.first("Patient").orElseThrow().fullUrl());
        assertThat(booked.path("status").asText()).as("the booking's own case").isEqualTo("booked");
        assertThat(message.resolve(OURS)).as("our Encounter").isEmpty();
        assertThat(message.first("CarePlan")).isPresent();
        assertThat(composed.encounterStatus()).isEqualTo("planned");
        assertThat(composed.after().status()).isEqualTo(Status.COMPLETED);
        assertThat(message(compose(
                                held(Messages.referral(), "referral", "a1t1", "planned"),
                                null,
                                "\"kind\":\"safeguarding-dna\""))
                        .first("Appointment"))
                .as("where none was booked")
                .isEmpty();
    }
}
