package io.barsgateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Questions to a FHIR element in its JSON form. An element that is absent is empty; one of the wrong shape, an object where
 * text belongs or a value where a list does, is refused as not FHIR.
 */
public final class Tree {

    private Tree() {}

    /** The text of a primitive, found along that path of single elements. */
    public static Optional<String> text(JsonNode element, String... path) {
        JsonNode node = element;
        for (int i = 0; i < path.length - 1; i++) {
            node = node.path(path[i]);
            if (!node.isMissingNode() && !node.isObject()) {
                throw misshapen(path[i], "an object");
            }
        }
        String name = path[path.length - 1];
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().indexOf(0) >= 0) {
            // FHIR has no NUL in a string, and the store could not keep it
            throw misshapen(name, "a string");
        }
        return Optional.of(value.textValue());
    }

    /** The objects of a repeating element. */
    public static List<ObjectNode> list(JsonNode element, String name) {
        JsonNode list = element.path(name);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw misshapen(name, "a list");
        }
        List<ObjectNode> items = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            if (!(item instanceof ObjectNode object)) {
                throw misshapen(name, "a list of objects");
            }
            items.add(object);
        }
        return items;
    }

    /** A single element that is an object. */
    public static Optional<ObjectNode> object(JsonNode element, String name) {
        JsonNode value = element.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw misshapen(name, "an object");
    }

    /** The first code of that system in a CodeableConcept, lower-case; the order of codings has no meaning in FHIR. */
    public static Optional<String> code(JsonNode concept, String system) {
        return list(concept, "coding").stream()
                .filter(coding -> text(coding, "system")
                        .filter(s -> Systems.same(s, system))
                        .isPresent())
                .flatMap(coding -> text(coding, "code").stream())
                .map(code -> code.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** The first code of that system among repeated CodeableConcepts, lower-case. */
    public static Optional<String> codeIn(List<ObjectNode> concepts, String system) {
        return concepts.stream()
                .flatMap(concept -> code(concept, system).stream())
                .findFirst();
    }

    /** The value of the first identifier with that system. */
    public static Optional<String> identifier(JsonNode resource, String system) {
        return list(resource, "identifier").stream()
                .filter(identifier -> text(identifier, "system")
                        .filter(s -> Systems.same(s, system))
                        .isPresent())
                .flatMap(identifier -> text(identifier, "value").stream())
                .findFirst();
    }

    private static Fault misshapen(String name, String shape) {
        return new Fault(
                FaultCode.INVALID, "The element " + Printable.code(name, Integer.MAX_VALUE) + " must be " + shape);
    }
}
