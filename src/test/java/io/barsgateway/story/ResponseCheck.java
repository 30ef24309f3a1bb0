package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import java.util.List;

/** A composed response, field by field against bars-workflows 3.2 and the last column of 3.3. */
final class ResponseCheck {

    private ResponseCheck() {}

    static void interim(ObjectNode request, MessageBundle answer, MessageBundle response) {
        header(request, response, "new", "interim");
        assertThat(types(response))
                .as("only what an interim carries")
                .containsOnly(
                        "MessageHeader",
                        "ServiceRequest",
                        "Encounter",
                        "Patient",
                        "Organization",
                        "Practitioner",
                        "PractitionerRole");
        ObjectNode serviceRequest =
                response.first("ServiceRequest").orElseThrow().resource();
        assertThat(serviceRequest.path("status").asText()).isEqualTo("active");
        assertThat(List.of("basedOn", "requester", "performer", "locationReference"))
                .noneMatch(serviceRequest::has);
        encounters(request, answer, response, "in-progress");
    }

    static void full(ObjectNode request, MessageBundle answer, MessageBundle response, String reason) {
        header(request, response, reason, "full");
        MessageBundle asked = MessageBundle.of(request);
        assertThat(response.entries()).hasSize(asked.entries().size() + 1);
        ObjectNode serviceRequest =
                response.first("ServiceRequest").orElseThrow().resource();
        assertThat(serviceRequest.path("status").asText()).isEqualTo("active");
        assertThat(serviceRequest.path("basedOn").path(0).path("reference").asText())
                .isEqualTo(response.first("CarePlan").orElseThrow().fullUrl());
        encounters(request, answer, response, "finished");
        ObjectNode plan = response.first("CarePlan").orElseThrow().resource();
        assertThat(plan.path("status").asText()).as("actionRequired was false").isEqualTo("completed");
        assertThat(plan.path("encounter").path("reference").asText())
                .isEqualTo(ours(answer).fullUrl());
        assertThat(plan.path("activity").path(0).path("outcomeCodeableConcept").size())
                .isGreaterThanOrEqualTo(2);
        for (String type : List.of("Location", "Flag", "Consent", "HealthcareService")) {
            assertThat(response.all(type)).as(type + " must come back").hasSameSizeAs(asked.all(type));
        }
    }

    private static void header(ObjectNode request, MessageBundle response, String reason, String kind) {
        MessageBundle asked = MessageBundle.of(request);
        ObjectNode theirs = asked.header();
        ObjectNode header = response.header();
        assertThat(response.id()).isNotEqualTo(asked.id());
        assertThat(response.versionId()).isEqualTo(asked.versionId());
        assertThat(response.tree().path("type").asText()).isEqualTo("message");
        assertThat(Times.parse(response.tree().path("timestamp").asText())).isPresent();
        assertThat(header.path("meta").path("profile").path(0).asText())
                .endsWith("BARSMessageHeader-servicerequest-response");
        assertThat(header.path("eventCoding").path("code").asText()).isEqualTo("servicerequest-response");
        assertThat(header.path("response").path("identifier").asText())
                .isEqualTo(asked.id().orElseThrow());
        assertThat(header.path("response").path("code").asText()).isEqualTo("ok");
        assertThat(header.path("reason").path("coding").path(0).path("code").asText())
                .isEqualTo(reason);
        assertThat(header.path("definition").asText()).endsWith("servicerequest-response-validation-" + kind);
        assertThat(header.path("destination").path(0).path("endpoint").asText())
                .as("endpoints exchanged")
                .isEqualTo(theirs.path("source").path("endpoint").asText());
        assertThat(header.path("source").path("endpoint").asText())
                .isEqualTo(theirs.path("destination").path(0).path("endpoint").asText());
        assertThat(header.path("destination").path(0).path("receiver").path("reference"))
                .as("organisations exchanged")
                .isEqualTo(theirs.path("sender").path("reference"));
        assertThat(header.path("sender").path("reference"))
                .isEqualTo(theirs.path("destination").path(0).path("receiver").path("reference"));
        assertThat(header.path("source").path("name").asText()).isNotBlank();
        assertThat(header.path("extension").path(0).path("url").asText()).endsWith("CDSSExtension");
        assertThat(response.focus().orElseThrow().type()).isEqualTo("Encounter");
        assertThat(Tree.text(response.entries().get(0).resource(), "id")).isNotEqualTo(Tree.text(theirs, "id"));
    }

    private static void encounters(ObjectNode request, MessageBundle answer, MessageBundle response, String status) {
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
        assertThat(changed.resource().path("period").has("end")).isEqualTo(status.equals("finished"));
        assertThat(changed.resource()
                        .path("reasonCode")
                        .path(0)
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("validation-triage-outcome");
        ObjectNode serviceRequest =
                response.first("ServiceRequest").orElseThrow().resource();
        assertThat(serviceRequest.path("id"))
                .isEqualTo(
                        answer.first("ServiceRequest").orElseThrow().resource().path("id"));
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
