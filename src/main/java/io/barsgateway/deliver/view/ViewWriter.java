package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes elements of a message into its view, and remembers each one that it wrote. An element without a value, and an object
 * or list that would be empty, is left out.
 */
final class ViewWriter {

    private final CarriedElements carried;

    ViewWriter(CarriedElements carried) {
        this.carried = carried;
    }

    void text(ObjectNode view, String name, PrimitiveType<?> element) {
        if (element.hasValue() && carried.mayWrite(element)) {
            view.put(name, element.getValueAsString());
            carried.add(element);
        }
    }

    void texts(ObjectNode view, String name, List<? extends PrimitiveType<?>> elements) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        elements.stream()
                .filter(PrimitiveType::hasValue)
                .filter(carried::mayWrite)
                .forEach(element -> {
                    texts.add(element.getValueAsString());
                    carried.add(element);
                });
        set(view, name, texts);
    }

    /** With every digit that was sent. */
    void number(ObjectNode view, String name, PrimitiveType<?> element) {
        if (element.hasValue() && carried.mayWrite(element)) {
            view.put(name, new BigDecimal(element.getValueAsString()));
            carried.add(element);
        }
    }

    void truth(ObjectNode view, String name, BooleanType element) {
        if (element.hasValue() && carried.mayWrite(element)) {
            view.put(name, element.booleanValue());
            carried.add(element);
        }
    }

    /** In UTC, where it names one moment, and as it was sent, whatever its precision and offset. */
    void time(ObjectNode view, String name, PrimitiveType<?> element) {
        if (element.hasValue() && carried.mayWrite(element)) {
            ObjectNode time = view.putObject(name);
            Times.parse(element.getValueAsString()).ifPresent(moment -> time.put("utc", moment.toString()));
            time.put("sent", element.getValueAsString());
            carried.add(element);
        }
    }

    /** Its two ends, under their own names. */
    void period(ObjectNode view, String start, String end, Period period) {
        time(view, start, period.getStartElement());
        time(view, end, period.getEndElement());
    }

    /** The id of a resource, without its type. A fullUrl that HAPI took for an id is none. */
    void id(ObjectNode view, String name, Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (id != null
                && !resource.getIdElement().getValue().startsWith("urn:")
                && carried.mayWrite(resource.getIdElement())) {
            view.put(name, id);
            carried.add(resource.getIdElement());
        }
    }

    void coding(ObjectNode view, String name, Coding coding) {
        object(view, name, coded -> coding(coded, coding));
    }

    void coding(ObjectNode coded, Coding coding) {
        text(coded, "system", coding.getSystemElement());
        text(coded, "code", coding.getCodeElement());
        text(coded, "display", coding.getDisplayElement());
    }

    /** Its first coding, its text, and its other codings under {@code also}. */
    void concept(ObjectNode view, String name, CodeableConcept concept) {
        object(view, name, coded -> concept(coded, concept));
    }

    void concept(ObjectNode coded, CodeableConcept concept) {
        List<Coding> codings = concept.getCoding();
        codings.stream().limit(1).forEach(coding -> coding(coded, coding));
        text(coded, "text", concept.getTextElement());
        objects(coded, "also", codings.stream().skip(1).toList(), this::coding);
    }

    void concepts(ObjectNode view, String name, List<CodeableConcept> concepts) {
        objects(view, name, concepts, this::concept);
    }

    void identifiers(ObjectNode view, String name, List<Identifier> identifiers) {
        objects(view, name, identifiers, this::identifier);
    }

    private void identifier(ObjectNode view, Identifier identifier) {
        text(view, "system", identifier.getSystemElement());
        text(view, "value", identifier.getValueElement());
        text(view, "use", identifier.getUseElement());
        concept(view, "type", identifier.getType());
    }

    /** The value of the first identifier of that system, beside the list of them all. */
    void identifier(ObjectNode view, String name, List<Identifier> identifiers, String system) {
        identifiers.stream()
                .filter(identifier -> isOf(identifier.getSystemElement(), system))
                .findFirst()
                .ifPresent(identifier -> text(view, name, identifier.getValueElement()));
    }

    /** The first of the extensions that say something and whose url ends so, in any case. */
    static Optional<Extension> extension(List<Extension> extensions, String url) {
        return extensions.stream()
                .filter(extension -> extension.getUrlElement().hasValue()
                        && extension.getUrl().toLowerCase(Locale.ROOT).endsWith(url))
                .filter(extension -> extension.hasValue() || extension.hasExtension())
                .findFirst();
    }

    /** An extension became a member: the name of that tells its url. */
    void named(Extension extension) {
        carried.add(extension.getUrlElement());
    }

    /** Whether a system is that one. An element may say why it has no value: then HAPI has the element, and null for its value. */
    static boolean isOf(PrimitiveType<?> stated, String system) {
        return stated.hasValue() && Systems.same(stated.getValueAsString(), system);
    }

    /** What is written into an object of that name; nothing where that is nothing. */
    static void object(ObjectNode view, String name, Consumer<ObjectNode> content) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        content.accept(object);
        set(view, name, object);
    }

    /** What writes one element into one object. */
    interface Each<T> {
        void write(ObjectNode view, T element);
    }

    /** A list of objects, one for each element that says something; nothing where none does. */
    static <T> void objects(ObjectNode view, String name, List<? extends T> elements, Each<T> each) {
        set(view, name, objects(elements, each));
    }

    static <T> ArrayNode objects(List<? extends T> elements, Each<T> each) {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (T element : elements) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            each.write(object, element);
            if (!object.isEmpty()) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static void set(ObjectNode view, String name, JsonNode content) {
        if (!content.isEmpty()) {
            view.set(name, content);
        }
    }
}
