package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Messages;

/** Responses of the shape that the standard has for them, made of the project's own validation request. */
final class Responses {

    private static final String OURS = "urn:uuid:00000040-0000-4000-8000-000000000000";

    private Responses() {}

    /** A clinician has begun: our Encounter is in progress, and no CarePlan is there. */
    static ObjectNode interim() {
        ObjectNode message = response("in-progress", "validation-interim");
        without(message, "CarePlan");
        return message;
    }

    /** The validation has ended, and nobody needs to act. */
    static ObjectNode full() {
        ObjectNode message = response("finished", "validation-full");
        Messages.resource(message, "CarePlan").put("status", "completed");
        return message;
    }

    /** The validation is not taken on, for a reason in words. */
    static ObjectNode rejection() {
        ObjectNode message = response("cancelled", "validation-interim");
        without(message, "CarePlan");
        ObjectNode reason = encounter(message).putArray("reasonCode").addObject();
        reason.putArray("coding")
                .addObject()
                .put("system", "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars")
                .put("code", "OTH");
        reason.put("text", "Nobody is here tonight");
        return message;
    }

    private static ObjectNode response(String status, String definition) {
        ObjectNode message = Messages.validation();
        ObjectNode header = MessageBundle.of(message).header();
        ((ObjectNode) header.path("eventCoding")).put("code", "servicerequest-response");
        header.putObject("response")
                .put("identifier", "86e3371d-1c15-4862-9552-d9560f8292ba")
                .put("code", "ok");
        header.put(
                "definition",
                "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-" + definition);
        ((ObjectNode) header.path("focus").path(0)).put("reference", OURS);
        ObjectNode ours = Messages.resource(message, "Encounter").deepCopy().put("status", status);
        ((ObjectNode) ours.path("identifier").path(0))
                .put("system", "https://assessment.example.org/Id/case")
                .put("value", "REFAA-BCDEF");
        message.withArray("entry").addObject().put("fullUrl", OURS).set("resource", ours);
        return message;
    }

    private static ObjectNode encounter(ObjectNode message) {
        return MessageBundle.of(message).all("Encounter").get(1).resource();
    }

    private static void without(ObjectNode message, String type) {
        for (int i = message.path("entry").size() - 1; i >= 0; i--) {
            if (message.at("/entry/" + i + "/resource/resourceType").asText().equals(type)) {
                message.withArray("entry").remove(i);
            }
        }
    }
}
