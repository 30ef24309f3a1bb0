package io.barsgateway.fhir.form;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes the tree of a resource as FHIR XML, elements in the order of the model, and carries XHTML narratives both ways. */
final class XmlText {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    /** A browser reads an end tag of one as one more. */
    private static final Set<String> NEVER_CLOSED = Set.of("br", "hr", "img", "col", "area");

    private final XMLStreamWriter xml;
    private final XMLInputFactory in;

    XmlText(XMLStreamWriter xml, XMLInputFactory in) {
        this.xml = xml;
        this.in = in;
    }

    void root(JsonNode resource) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        resource(resource, true);
        xml.writeEndDocument();
    }

    private void resource(JsonNode resource, boolean isRoot) throws XMLStreamException {
        String type = resource.path("resourceType").asText();
        xml.writeStartElement(type);
        if (isRoot) {
            xml.writeDefaultNamespace(FhirXml.NAMESPACE);
        }
        children(resource, FhirTypes.resource(type), List.of("resourceType"));
        xml.writeEndElement();
    }

    private void children(JsonNode parent, @Nullable BaseRuntimeElementDefinition<?> type, List<String> leaveOut)
            throws XMLStreamException {
        List<String> names = children(parent, leaveOut);
        names.sort(Comparator.comparingInt(name -> FhirTypes.position(type, name)));
        for (String name : names) {
            elements(name, parent.path(name), parent.path("_" + name), FhirTypes.child(type, name));
        }
    }

    /** The names of the elements in it, each once, with or without what hangs on a primitive. */
    private static List<String> children(JsonNode parent, List<String> leaveOut) {
        List<String> names = new ArrayList<>();
        parent.fieldNames().forEachRemaining(name -> {
            String element = name.startsWith("_") ? name.substring(1) : name;
            if (!leaveOut.contains(element) && !names.contains(element)) {
                names.add(element);
            }
        });
        return names;
    }

    private void elements(String name, JsonNode value, JsonNode more, @Nullable BaseRuntimeElementDefinition<?> type)
            throws XMLStreamException {
        if (!value.isArray() && !more.isArray()) {
            element(name, value, more, type);
            return;
        }
        for (int i = 0; i < Math.max(value.size(), more.size()); i++) {
            element(name, value.path(i), more.path(i), type);
        }
    }

    private void element(String name, JsonNode value, JsonNode more, @Nullable BaseRuntimeElementDefinition<?> type)
            throws XMLStreamException {
        if (name.equals("div") && value.isTextual()) {
            writeNarrative(value.textValue());
            return;
        }
        JsonNode composite = value.isObject() ? value : more.isObject() ? more : MissingNode.getInstance();
        boolean isResource = composite.has("resourceType");
        List<String> attributes = isResource ? List.of() : attributes(name);
        boolean isEmpty = !isResource && children(composite, attributes).isEmpty();
        if (isEmpty) {
            xml.writeEmptyElement(name);
        } else {
            xml.writeStartElement(name);
        }
        for (String attribute : attributes) {
            if (composite.path(attribute).isTextual()) {
                xml.writeAttribute(attribute, composite.path(attribute).textValue());
            }
        }
        if (value.isValueNode() && !value.isNull()) {
            xml.writeAttribute("value", value.asText());
        }
        if (isEmpty) {
            return;
        }
        if (isResource) {
            resource(composite, false);
        } else {
            children(composite, type, attributes);
        }
        xml.writeEndElement();
    }

    /** What XML writes as attributes: every element's id, and the url of an extension but of nothing else. */
    private static List<String> attributes(String name) {
        return name.equals("extension") || name.equals("modifierExtension") ? List.of("id", "url") : List.of("id");
    }

    /** One that is no XHTML is written as the text that it is: the answer to a message must not fail for it. */
    private void writeNarrative(String div) throws XMLStreamException {
        if (!isXhtml(div)) {
            xml.writeStartElement("div");
            xml.writeDefaultNamespace(XHTML);
            xml.writeCharacters(div);
            xml.writeEndElement();
            return;
        }
        XMLStreamReader reader = in.createXMLStreamReader(new StringReader(div));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                copy(reader, xml);
            }
        }
    }

    private boolean isXhtml(String div) {
        try {
            XMLStreamReader reader = in.createXMLStreamReader(new StringReader(div));
            while (reader.hasNext()) {
                reader.next();
            }
            return true;
        } catch (XMLStreamException malformed) {
            return false;
        }
    }

    /** The narrative whose start tag has just been read, as JSON holds it: XHTML text. */
    static String narrative(XMLStreamReader reader) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        copy(reader, writer);
        writer.flush();
        return text.toString();
    }

    /** Those of a narrative, and xml:lang and its like; XHTML has no others. */
    private static void copyAttribute(XMLStreamReader from, int i, XMLStreamWriter to) throws XMLStreamException {
        String namespace = from.getAttributeNamespace(i);
        if (namespace == null || namespace.isEmpty()) {
            to.writeAttribute(from.getAttributeLocalName(i), from.getAttributeValue(i));
        } else if (namespace.equals(XMLConstants.XML_NS_URI)) {
            to.writeAttribute(
                    XMLConstants.XML_NS_PREFIX,
                    XMLConstants.XML_NS_URI,
                    from.getAttributeLocalName(i),
                    from.getAttributeValue(i));
        }
    }

    private static void copy(XMLStreamReader from, XMLStreamWriter to) throws XMLStreamException {
        int depth = 0;
        do {
            switch (from.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (NEVER_CLOSED.contains(from.getLocalName())) {
                        to.writeEmptyElement(from.getLocalName());
                    } else {
                        to.writeStartElement(from.getLocalName());
                    }
                    if (depth++ == 0) {
                        to.writeDefaultNamespace(XHTML);
                    }
                    for (int i = 0; i < from.getAttributeCount(); i++) {
                        copyAttribute(from, i, to);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!NEVER_CLOSED.contains(from.getLocalName())) {
                        to.writeEndElement();
                    }
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> to.writeCharacters(from.getText());
                default -> {
                    // Comments and processing instructions say nothing to a reader
                }
            }
        } while (depth > 0 && from.next() > 0);
    }
}
