package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.template.CodeableConcept;
import io.barsgateway.fhir.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements that a request says when it is composed, and an update may say anew. */
final class FhirElements {

    private static final Template LOCATION =
            Template.named("request/location", "now", "propertyNumber", "name", "address", "position");

    private static final Template PROPERTY_NUMBER = Template.named("request/property-number", "uprn");

    private FhirElements() {}

    static ArrayNode outcomes(JsonNode asked) {
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        asked.path("outcomes").forEach(outcome -> outcomes.add(outcome(outcome)));
        return outcomes;
    }

    private static ObjectNode outcome(JsonNode said) {
        String text = textOf(said, "text");
        // A coding needs its code: words may be said without
        return !said.path("code").asText().isEmpty()
                ? CodeableConcept.of(textOf(said, "system"), textOf(said, "code"), textOf(said, "display"), text)
                : CodeableConcept.of(null, null, null, text);
    }

    static ObjectNode safety(JsonNode said) {
        return CodeableConcept.of(Systems.SCENE_SAFETY, textOf(said, "code"), null, textOf(said, "text"));
    }

    static ObjectNode location(JsonNode said, String now) {
        Map<String, Object> values = new HashMap<>();
        values.put("now", now);
        if (!said.path("uprn").asText().isEmpty()) {
            values.put(
                    "propertyNumber",
                    PROPERTY_NUMBER.with(Map.of("uprn", said.path("uprn").asText())));
        }
        values.put("name", said.path("name").asText("Scene"));
        values.put("address", said.path("address"));
        values.put("position", said.path("position"));
        return LOCATION.with(values);
    }

    /** Whatever a Location says of its place is said anew. */
    static void move(ObjectNode location, JsonNode said, String now) {
        ObjectNode moved = location(said, now);
        location.remove(List.of("extension", "address", "position"));
        moved.remove(List.of("resourceType", "meta"));
        location.setAll(moved);
    }

    private static @Nullable String textOf(JsonNode said, String element) {
        return said.has(element) ? said.path(element).asText() : null;
    }
}
