package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.SeenHeader;
import java.util.List;

/** A composed response, field by field (guide, Reversing-Roles). */
final class ResponseCheck {

    /** What a short response carries, and nothing else. */
    private static final List<String> IN_SHORT = List.of(
            "MessageHeader",
            "ServiceRequest",
            "Encounter",
            "Patient",
            "Organization",
            "Practitioner",
            "PractitionerRole");

    private ResponseCheck() {}

    static void interim(ObjectNode request, MessageBundle answer, MessageBundle response) {
        interim(request, request, answer, response);
    }

    /** What comes back is as the Sender last said it, in the request or in an update. */
    static void interim(ObjectNode request, ObjectNode said, MessageBundle answer, MessageBundle response) {
        header(request, response, "new", "response-validation-interim", "Encounter");
        echoes(said, answer, response, "ServiceRequest", "Encounter");
        assertThat(types(response)).as("only what an interim carries").hasSameElementsAs(IN_SHORT);
        ObjectNode serviceRequest = the("ServiceRequest", response);
        assertThat(serviceRequest.path("status").asText()).isEqualTo("active");
        assertThat(List.of("basedOn", "requester", "performer", "locationReference"))
                .noneMatch(serviceRequest::has);
        encounters(request, answer, response, "in-progress", "validation-triage-outcome");
    }

    /** One move of an ambulance. */
    static void status(ObjectNode request, MessageBundle answer, MessageBundle response, String status) {
        brief(request, answer, response);
        encounters(request, answer, response, status, "");
        assertThat(response.focus().orElseThrow().resource().has("statusHistory"))
                .isFalse();
    }

    /** A case between ambulance services that is not taken on. */
    static void rejection(ObjectNode request, MessageBundle answer, MessageBundle response, String code, String words) {
        brief(request, answer, response);
        encounters(request, answer, response, "cancelled", code);
        JsonNode reasons = response.focus().orElseThrow().resource().path("reasonCode");
        assertThat(Coded.coding(reasons).path("system").asText())
                .isEqualTo("https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars");
        assertThat(reasons.path(0).path("text").asText()).isEqualTo(words);
    }

    private static void brief(ObjectNode request, MessageBundle answer, MessageBundle response) {
        header(request, response, "new", "response-referral-short", "Encounter");
        assertThat(types(response)).as("only what a short response carries").hasSameElementsAs(IN_SHORT);
        echoes(request, answer, response, "ServiceRequest", "Encounter");
        assertThat(the("ServiceRequest", response).path("status").asText()).isEqualTo("active");
    }

    /** A patient about whom there are safeguarding concerns, and who did not come. */
    static void missed(ObjectNode request, MessageBundle answer, MessageBundle response) {
        header(request, response, "new", "response-referral", "ServiceRequest");
        echoes(request, answer, response, "ServiceRequest", "Appointment");
        MessageBundle asked = MessageBundle.of(request);
        ObjectNode serviceRequest = the("ServiceRequest", response);
        assertThat(serviceRequest.path("status").asText()).isEqualTo("revoked");
        assertThat(serviceRequest.path("id"))
                .isEqualTo(the("ServiceRequest", answer).path("id"));
        ObjectNode appointment = the("Appointment", response);
        assertThat(appointment.path("status").asText()).isEqualTo("noshow");
        assertThat(response.all("Encounter")).as("the Sender's own").hasSize(1);
        Entry theirs = asked.first("Encounter").orElseThrow();
        assertThat(without(response.resolve(theirs.fullUrl()).orElseThrow().resource(), "id"))
                .isEqualTo(without(theirs.resource(), "id"));
        assertThat(response.all("Flag"))
                .anySatisfy(flag ->
                        assertThat(flag.resource().path("category").toString()).contains("SG"));
        for (String type : List.of("Consent", "HealthcareService", "CarePlan", "Flag")) {
            assertThat(response.all(type)).as(type).hasSameSizeAs(asked.all(type));
        }
    }

    /** What a response did not have to change is as it was asked, but for the ids that we gave in the answer. */
    private static void echoes(ObjectNode request, MessageBundle answer, MessageBundle response, String... changed) {
        MessageBundle asked = MessageBundle.of(request);
        List<String> mayDiffer = List.of(changed);
        response.entries().stream()
                .filter(entry -> !entry.type().equals("MessageHeader") && !mayDiffer.contains(entry.type()))
                .forEach(entry -> {
                    ObjectNode before =
                            asked.resolve(entry.fullUrl()).orElseThrow().resource();
                    assertThat(without(entry.resource(), "id"))
                            .as(entry.type() + " with its lastUpdated")
                            .isEqualTo(without(before, "id"));
                    JsonNode id = entry.resource().path("id");
                    assertThat(id.isTextual()).as("an id of " + entry.type()).isTrue();
                    // What came with an update is not in the answer to the request
                    answer.resolve(entry.fullUrl()).ifPresent(ours -> assertThat(id)
                            .as("our id of " + entry.type())
                            .isEqualTo(ours.resource().path("id")));
                });
        ObjectNode theirs = the("ServiceRequest", asked);
        Entry ours = response.first("ServiceRequest").orElseThrow();
        assertThat(ours.fullUrl())
                .isEqualTo(asked.first("ServiceRequest").orElseThrow().fullUrl());
        for (String element : List.of("subject", "encounter", "authoredOn", "category", "intent")) {
            assertThat(ours.resource().path(element)).as(element).isEqualTo(theirs.path(element));
        }
        assertThat(ours.resource().path("meta").path("profile"))
                .isEqualTo(theirs.path("meta").path("profile"));
        assertThat(response.all("Organization")).hasSizeGreaterThanOrEqualTo(2);
    }

    static void full(ObjectNode request, MessageBundle answer, MessageBundle response, String reason) {
        full(request, request, answer, response, reason);
    }

    static void full(ObjectNode request, ObjectNode said, MessageBundle answer, MessageBundle response, String reason) {
        header(request, response, reason, "response-validation-full", "Encounter");
        echoes(said, answer, response, "ServiceRequest", "Encounter", "CarePlan");
        MessageBundle asked = MessageBundle.of(request);
        assertThat(response.entries()).hasSize(MessageBundle.of(said).entries().size() + 1);
        ObjectNode serviceRequest = the("ServiceRequest", response);
        assertThat(serviceRequest.path("status").asText()).isEqualTo("active");
        assertThat(serviceRequest.path("basedOn").path(0).path("reference").asText())
                .isEqualTo(response.first("CarePlan").orElseThrow().fullUrl());
        encounters(request, answer, response, "finished", "validation-triage-outcome");
        ObjectNode plan = the("CarePlan", response);
        assertThat(plan.path("status").asText()).as("actionRequired was false").isEqualTo("completed");
        assertThat(plan.path("encounter").path("reference").asText())
                .isEqualTo(ours(answer).fullUrl());
        assertThat(plan.path("activity").path(0).path("outcomeCodeableConcept").size())
                .isGreaterThanOrEqualTo(2);
        for (String type : List.of("Location", "Flag", "Consent", "HealthcareService")) {
            assertThat(response.all(type)).as(type + " must come back").hasSameSizeAs(asked.all(type));
        }
    }

    private static void header(
            ObjectNode request, MessageBundle response, String reason, String definition, String focus) {
        MessageBundle asked = MessageBundle.of(request);
        SeenHeader theirs = SeenHeader.of(asked);
        SeenHeader ours = SeenHeader.of(response);
        assertThat(response.id()).isNotEqualTo(asked.id());
        assertThat(response.versionId()).isEqualTo(asked.versionId());
        assertThat(response.tree().path("type").asText()).isEqualTo("message");
        assertThat(Times.parse(response.tree().path("timestamp").asText())).isPresent();
        assertThat(ours.profile()).endsWith("BARSMessageHeader-servicerequest-response");
        assertThat(ours.event()).isEqualTo("servicerequest-response");
        assertThat(ours.answers()).isEqualTo(asked.id().orElseThrow());
        assertThat(ours.tree().path("response").path("code").asText()).isEqualTo("ok");
        assertThat(ours.reason()).isEqualTo(reason);
        assertThat(ours.definition())
                .isEqualTo("https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-" + definition);
        assertThat(ours.target()).as("endpoints exchanged").isEqualTo(theirs.source());
        assertThat(ours.source()).isEqualTo(theirs.target());
        assertThat(ours.receiver()).as("organisations exchanged").isEqualTo(theirs.sender());
        assertThat(ours.sender()).isEqualTo(theirs.receiver());
        assertThat(ours.tree().path("source").path("name").asText()).isNotBlank();
        assertThat(ours.software().path("url").asText()).endsWith("CDSSExtension");
        assertThat(response.focus().orElseThrow().type()).isEqualTo(focus);
        assertThat(Tree.text(response.entries().get(0).resource(), "id")).isNotEqualTo(Tree.text(theirs.tree(), "id"));
    }

    private static void encounters(
            ObjectNode request, MessageBundle answer, MessageBundle response, String status, String reason) {
        Entry theirs = MessageBundle.of(request).first("Encounter").orElseThrow();
        Entry ours = ours(answer);
        Entry echoed = response.resolve(theirs.fullUrl()).orElseThrow();
        Entry changed = response.resolve(ours.fullUrl()).orElseThrow();
        assertThat(without(echoed.resource(), "id"))
                .as("the Sender's Encounter")
                .isEqualTo(without(theirs.resource(), "id"));
        assertThat(response.focus().orElseThrow().fullUrl()).isEqualTo(ours.fullUrl());
        assertThat(changed.resource().path("id")).isEqualTo(ours.resource().path("id"));
        assertThat(changed.resource().path("status").asText()).isEqualTo(status);
        assertThat(changed.resource().path("identifier"))
                .isEqualTo(ours.resource().path("identifier"));
        assertThat(changed.resource().path("episodeOfCare"))
                .isEqualTo(theirs.resource().path("episodeOfCare"));
        assertThat(changed.resource().path("class").path("code").asText()).isEqualTo("EMER");
        assertThat(changed.resource().path("period").path("start"))
                .isEqualTo(ours.resource().path("period").path("start"));
        assertThat(changed.resource().path("period").has("end"))
                .isEqualTo(List.of("finished", "cancelled").contains(status));
        assertThat(Coded.code(changed.resource().path("reasonCode"))).isEqualTo(reason);
        ObjectNode serviceRequest = the("ServiceRequest", response);
        assertThat(serviceRequest.path("id"))
                .isEqualTo(the("ServiceRequest", answer).path("id"));
    }

    /** The first resource of that type. */
    private static ObjectNode the(String type, MessageBundle message) {
        return message.first(type).orElseThrow().resource();
    }

    private static Entry ours(MessageBundle answer) {
        return answer.entries().get(answer.entries().size() - 1);
    }

    private static JsonNode without(ObjectNode resource, String element) {
        ObjectNode copy = resource.deepCopy();
        copy.remove(element);
        return copy;
    }

    private static List<String> types(MessageBundle bundle) {
        return bundle.entries().stream().map(Entry::type).distinct().toList();
    }
}
