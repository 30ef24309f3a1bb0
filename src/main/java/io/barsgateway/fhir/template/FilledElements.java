package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Copies of FHIR without its empty elements, which FHIR does not have. */
final class FilledElements {

    private FilledElements() {}

    /** All of it that is not empty; of a text or an object that is empty itself, an empty one. */
    static JsonNode of(JsonNode element) {
        if (element.isArray()) {
            return list(element, false);
        }
        if (!element.isObject()) {
            return element.deepCopy();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : element.properties()) {
            String name = member.getKey();
            String twin = name.startsWith("_") ? name.substring(1) : "_" + name;
            JsonNode value = member.getValue();
            JsonNode filled = value.isArray() ? list(value, element.has(twin)) : of(value);
            if (!isEmpty(filled)) {
                object.set(name, filled);
            }
        }
        return object;
    }

    /** @param isNumbered whether an item belongs to that of the same number in the list beside it (FHIR R4, JSON, primitives) */
    private static ArrayNode list(JsonNode items, boolean isNumbered) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            JsonNode filled = of(item);
            if (!isEmpty(filled)) {
                list.add(filled);
            } else if (isNumbered) {
                list.addNull();
            }
        }
        return list;
    }

    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }
}
