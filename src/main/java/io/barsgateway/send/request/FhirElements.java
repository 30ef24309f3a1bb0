package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of a resource that is composed or changed: codes, references, and what an update may say anew. */
final class FhirElements {

    private FhirElements() {}

    static void profile(ObjectNode resource, String profile) {
        resource.withObject("meta").putArray("profile").add(profile);
    }

    static void refer(ObjectNode resource, String element, String url) {
        resource.putObject(element).put("reference", url);
    }

    static void coded(ObjectNode concept, String system, String code, @Nullable String display) {
        ObjectNode coding =
                concept.withArray("coding").addObject().put("system", system).put("code", code);
        if (display != null) {
            coding.put("display", display);
        }
    }

    static void outcomes(ObjectNode plan, JsonNode asked) {
        plan.remove("activity");
        ArrayNode outcomes = plan.putArray("activity").addObject().putArray("outcomeCodeableConcept");
        asked.path("outcomes").forEach(outcome -> {
            ObjectNode concept = outcomes.addObject();
            if (outcome.has("code")) {
                coded(
                        concept,
                        outcome.path("system").asText(),
                        outcome.path("code").asText(),
                        outcome.has("display") ? outcome.path("display").asText() : null);
            }
            if (outcome.has("text")) {
                concept.put("text", outcome.path("text").asText());
            }
        });
    }

    static void location(ObjectNode location, JsonNode said) {
        location.remove(List.of("extension", "address", "position"));
        if (said.has("uprn")) {
            ObjectNode extension = location.putArray("extension").addObject();
            extension
                    .putArray("extension")
                    .addObject()
                    .put("url", "UPRN")
                    .put("valueString", said.path("uprn").asText());
            extension.put("url", "https://fhir.nhs.uk/StructureDefinition/LocationExtension");
        }
        location.put("name", said.path("name").asText("Scene"));
        for (String element : new String[] {"address", "position"}) {
            if (said.has(element)) {
                location.set(element, said.path(element).deepCopy());
            }
        }
    }

    static void sceneSafety(ObjectNode flag, JsonNode said) {
        ObjectNode code = flag.putObject("code");
        coded(code, Systems.SCENE_SAFETY, said.path("code").asText(), null);
        if (said.has("text")) {
            code.put("text", said.path("text").asText());
        }
    }
}
