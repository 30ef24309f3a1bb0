package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;

/** The Patient of a request, with whom to call in which order. */
final class ComposedPatient {

    private static final String VERIFICATION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";

    private ComposedPatient() {}

    static void fill(ObjectNode patient, JsonNode said) {
        if (said.has("nhsNumber")) {
            ObjectNode identifier = patient.putArray("identifier").addObject();
            ObjectNode extension = identifier.putArray("extension").addObject().put("url", VERIFICATION);
            FhirElements.coded(
                    extension.putObject("valueCodeableConcept"),
                    "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus",
                    said.path("nhsNumberStatus").asText("number-present-and-verified"),
                    null);
            identifier
                    .put("system", Systems.NHS_NUMBER)
                    .put("value", said.path("nhsNumber").asText());
        }
        ObjectNode name = patient.putArray("name").addObject().put("use", "official");
        name.put("family", said.path("family").asText());
        said.path("given").forEach(given -> name.withArray("given").add(given.asText()));
        patient.put("gender", said.path("gender").asText("unknown"));
        patient.put("birthDate", said.path("birthDate").asText());
        if (said.has("address")) {
            patient.putArray("address").addObject().setAll(said.path("address").<ObjectNode>deepCopy());
        }
        said.path("contacts").forEach(contact -> contact(patient, contact));
    }

    private static void contact(ObjectNode patient, JsonNode said) {
        ObjectNode contact = patient.withArray("contact").addObject();
        contact.putArray("extension")
                .addObject()
                .put("url", Systems.CONTACT_RANK)
                .put("valuePositiveInt", said.path("rank").asInt());
        FhirElements.coded(
                contact.putArray("relationship").addObject(),
                "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                said.path("relationship").asText("ONESELF"),
                null);
        contact.putArray("telecom")
                .addObject()
                .put("system", "phone")
                .put("value", said.path("phone").asText())
                .put("rank", 1);
    }
}
