package io.barsgateway.fhir.form;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.math.BigDecimal;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one FHIR XML document, element by element, into the tree that its JSON form would give. */
final class XmlElements {

    private static final int MAX_DEPTH = DocumentSize.DEPTH;
    private static final int MAX_NUMBER = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final XMLStreamReader xml;
    private int depth;

    XmlElements(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** The resource whose start tag has just been read. */
    ObjectNode resource() throws XMLStreamException {
        if (!FhirXml.NAMESPACE.equals(xml.getNamespaceURI())) {
            throw new Fault(FaultCode.INVALID, "The XML is not in the namespace " + FhirXml.NAMESPACE);
        }
        ObjectNode resource = JSON.objectNode();
        resource.put("resourceType", xml.getLocalName());
        children(resource, FhirTypes.resource(xml.getLocalName()));
        return resource;
    }

    private void children(ObjectNode parent, @Nullable BaseRuntimeElementDefinition<?> type) throws XMLStreamException {
        if (++depth > MAX_DEPTH) {
            throw new Fault(
                    FaultCode.INVALID,
                    "The XML is nested deeper than " + MAX_DEPTH + ", in line "
                            + xml.getLocation().getLineNumber());
        }
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                child(parent, type);
            } else if (xml.getEventType() == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                throw textOutside();
            }
        }
        depth--;
    }

    private Fault textOutside() {
        return new Fault(
                FaultCode.INVALID,
                "The XML has text outside a value attribute, in line "
                        + xml.getLocation().getLineNumber());
    }

    private static Fault twice(String name) {
        return new Fault(FaultCode.INVALID, "The element " + name + " occurs more than once");
    }

    private void child(ObjectNode parent, @Nullable BaseRuntimeElementDefinition<?> parentType)
            throws XMLStreamException {
        String name = xml.getLocalName();
        if (name.equals("div") && !FhirXml.NAMESPACE.equals(xml.getNamespaceURI())) {
            if (parent.has(name)) {
                throw twice(name);
            }
            parent.put(name, XmlText.narrative(xml));
            return;
        }
        BaseRuntimeElementDefinition<?> type = FhirTypes.child(parentType, name);
        String value = xml.getAttributeValue(null, "value");
        ObjectNode rest = attributes();
        if (holdsResource(name)) {
            JsonNode resource = contained(rest, type);
            add(parent, parentType, name, resource, null);
        } else {
            children(rest, type);
            JsonNode primitive = value == null ? null : primitive(name, value, FhirTypes.primitive(type));
            // One without a value, whose extension says why, has nothing under its own name
            boolean isPrimitive = primitive != null || (FhirTypes.isPrimitive(type) && !rest.isEmpty());
            add(parent, parentType, name, isPrimitive ? primitive : rest, isPrimitive ? rest : null);
        }
    }

    private ObjectNode attributes() {
        ObjectNode attributes = JSON.objectNode();
        for (String name : new String[] {"id", "url"}) {
            String value = xml.getAttributeValue(null, name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private static boolean holdsResource(String name) {
        return name.equals("resource") || name.equals("contained");
    }

    /** The resource inside {@code resource} or {@code contained}; a plain element of that name is read as one. */
    private JsonNode contained(ObjectNode holder, @Nullable BaseRuntimeElementDefinition<?> type)
            throws XMLStreamException {
        JsonNode found = null;
        boolean hasElements = false;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                boolean isResource = Character.isUpperCase(xml.getLocalName().charAt(0));
                if (found != null || (isResource && hasElements)) {
                    throw new Fault(
                            FaultCode.INVALID,
                            "The XML has more than one resource where one belongs, in line "
                                    + xml.getLocation().getLineNumber());
                }
                if (isResource) {
                    found = resource();
                } else {
                    child(holder, type);
                    hasElements = true;
                }
            } else if (xml.getEventType() == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                throw textOutside();
            }
        }
        return found == null ? holder : found;
    }

    private static JsonNode primitive(String name, String value, FhirTypes.Primitive kind) {
        return switch (kind) {
            case TEXT -> JSON.textNode(value);
            case BOOLEAN -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw new Fault(
                            FaultCode.INVALID, "The element " + name + " is a boolean, and neither true nor false");
                }
                yield JSON.booleanNode(value.equals("true"));
            }
            case NUMBER -> {
                try {
                    if (value.length() > MAX_NUMBER) {
                        throw new NumberFormatException();
                    }
                    // As JSON would read it, so that the same number is the same whichever way it came
                    yield value.matches("-?\\d{1,9}")
                            ? JSON.numberNode(Integer.parseInt(value))
                            : JSON.numberNode(new BigDecimal(value));
                } catch (NumberFormatException e) {
                    throw new Fault(
                            FaultCode.INVALID, "The element " + name + " is a number, and is not written as one", e);
                }
            }
        };
    }

    /**
     * Puts a value under its name, in a list where JSON has one, and what hangs on a primitive under {@code _name}.
     *
     * @param value null for a primitive that has none
     */
    private static void add(
            ObjectNode parent,
            @Nullable BaseRuntimeElementDefinition<?> parentType,
            String name,
            @Nullable JsonNode value,
            @Nullable ObjectNode onPrimitive) {
        String more = "_" + name;
        boolean hasMore = onPrimitive != null && !onPrimitive.isEmpty();
        boolean isFirst = !parent.has(name) && !parent.has(more);
        if (!FhirTypes.isList(parentType, name)) {
            if (isFirst) {
                if (value != null) {
                    parent.set(name, value);
                }
                if (hasMore) {
                    parent.set(more, onPrimitive);
                }
                return;
            }
            if (FhirTypes.isKnown(parentType, name)) {
                throw twice(name);
            }
        }
        int before = Math.max(count(parent.get(name)), count(parent.get(more)));
        if (value != null || parent.has(name)) {
            listOf(parent, name, before).add(value);
        }
        if (hasMore || parent.has(more)) {
            listOf(parent, more, before).add(hasMore ? onPrimitive : null);
        }
    }

    private static int count(@Nullable JsonNode existing) {
        return existing == null ? 0 : existing.isArray() ? existing.size() : 1;
    }

    /** The list under that name, with null in each place up to that number where it has nothing. */
    private static ArrayNode listOf(ObjectNode parent, String name, int number) {
        JsonNode existing = parent.get(name);
        ArrayNode list;
        if (existing instanceof ArrayNode known) {
            list = known;
        } else {
            list = parent.putArray(name);
            if (existing != null) {
                list.add(existing);
            }
        }
        while (list.size() < number) {
            list.addNull();
        }
        return list;
    }
}
