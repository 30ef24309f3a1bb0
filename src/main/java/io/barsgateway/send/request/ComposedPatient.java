package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.template.CodeableConcept;
import io.barsgateway.fhir.template.Template;
import java.util.HashMap;
import java.util.Map;

/** The Patient of a request, with whom to call in which order. */
final class ComposedPatient {

    private static final Template PATIENT = Template.named(
            "request/patient", "now", "nhsNumber", "family", "given", "gender", "birthDate", "address", "contacts");

    private static final Template NHS_NUMBER = Template.named("request/nhs-number", "status", "number");

    private static final Template CONTACT =
            Template.named("request/patient-contact", "rank", "relationship", "telephone");

    private static final String RELATIONSHIPS = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    private ComposedPatient() {}

    static ObjectNode of(JsonNode said, String now) {
        Map<String, Object> values = new HashMap<>();
        values.put("now", now);
        if (said.has("nhsNumber")) {
            values.put("nhsNumber", nhsNumber(said));
        }
        values.put("family", said.path("family").asText());
        values.put("given", said.path("given"));
        values.put("gender", said.path("gender").asText("unknown"));
        values.put("birthDate", said.path("birthDate").asText());
        values.put("address", said.path("address"));
        values.put("contacts", contacts(said));
        return PATIENT.with(values);
    }

    private static ObjectNode nhsNumber(JsonNode said) {
        return NHS_NUMBER.with(Map.of(
                "status", said.path("nhsNumberStatus").asText("number-present-and-verified"),
                "number", said.path("nhsNumber").asText()));
    }

    private static ArrayNode contacts(JsonNode said) {
        ArrayNode contacts = JsonNodeFactory.instance.arrayNode();
        said.path("contacts").forEach(contact -> contacts.add(contact(contact)));
        return contacts;
    }

    /** A relationship that is said to be none is left out: it must not read as the patient. */
    private static ObjectNode contact(JsonNode said) {
        Map<String, Object> values = new HashMap<>();
        values.put("rank", IntNode.valueOf(said.path("rank").asInt()));
        values.put("telephone", said.path("phone").asText());
        String relationship = said.path("relationship").asText("ONESELF");
        if (!relationship.isEmpty()) {
            values.put("relationship", CodeableConcept.coded(RELATIONSHIPS, relationship));
        }
        return CONTACT.with(values);
    }
}
