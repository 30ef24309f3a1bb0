package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code clinical}: conditions, observations, allergies, medicines, procedures, tasks, notes and answers, in the order of the message, each in
 * the same few members, so that one loop reads them all.
 */
final class ClinicalPart implements ViewPart {

    private static final Set<String> TYPES = Set.of(
            "AllergyIntolerance",
            "Communication",
            "Condition",
            "MedicationStatement",
            "Observation",
            "Procedure",
            "QuestionnaireResponse",
            "Task");

    /** The elements that say what it is; a resource has one of them. */
    private static final List<String> CODES = List.of("code", "medication[x]", "topic");

    /** The elements that say when, the one that is nearest to the event first. */
    private static final List<String> TIMES = List.of(
            "effective[x]",
            "onset[x]",
            "performed[x]",
            "sent",
            "authored",
            "authoredOn",
            "recordedDate",
            "dateAsserted");

    private final ViewWriter writer;
    private final Entries entries;

    ClinicalPart(ViewWriter writer, Entries entries) {
        this.writer = writer;
        this.entries = entries;
    }

    @Override
    public void write(ObjectNode view) {
        List<Resource> clinical = entries.all(Resource.class).stream()
                .filter(resource -> TYPES.contains(resource.fhirType()))
                .toList();
        view.set("clinical", ViewWriter.objects(clinical, this::item));
    }

    private void item(ObjectNode view, Resource resource) {
        view.put("resource", resource.fhirType());
        writer.id(view, "id", resource);
        primitives(resource, "status").forEach(status -> writer.text(view, "status", status));
        first(resource, "clinicalStatus", CodeableConcept.class, it -> writer.concept(view, "clinicalStatus", it));
        first(
                resource,
                "verificationStatus",
                CodeableConcept.class,
                it -> writer.concept(view, "verificationStatus", it));
        writer.concepts(
                view,
                "categories",
                values(resource, "category", CodeableConcept.class).toList());
        CODES.forEach(name -> first(resource, name, CodeableConcept.class, it -> writer.concept(view, "code", it)));
        first(resource, "value[x]", Base.class, value -> ViewWriter.object(view, "value", node -> value(node, value)));
        writer.concepts(
                view,
                "reasons",
                values(resource, "reasonCode", CodeableConcept.class).toList());
        first(resource, "severity", CodeableConcept.class, severity -> writer.concept(view, "severity", severity));
        primitives(resource, "criticality").forEach(criticality -> writer.text(view, "criticality", criticality));
        ViewWriter.objects(
                view,
                "reactions",
                values(resource, "reaction", AllergyIntoleranceReactionComponent.class)
                        .toList(),
                this::reaction);
        TIMES.forEach(name -> first(resource, name, Base.class, time -> when(view, time)));
        ViewWriter.objects(view, "notes", notes(resource), (note, text) -> writer.text(note, "text", text));
        if (resource instanceof QuestionnaireResponse response) {
            ViewWriter.objects(view, "answers", items(response.getItem()).toList(), this::answer);
        }
    }

    private void when(ObjectNode view, Base time) {
        if (view.has("start") || view.has("end")) {
            return;
        }
        if (time instanceof BaseDateTimeType moment) {
            writer.time(view, "start", moment);
        } else if (time instanceof Period period) {
            writer.period(view, "start", "end", period);
        }
    }

    private void value(ObjectNode view, Base value) {
        if (value instanceof Quantity quantity) {
            writer.text(view, "comparator", quantity.getComparatorElement());
            writer.number(view, "number", quantity.getValueElement());
            writer.text(view, "unit", quantity.getUnitElement());
            writer.text(view, "system", quantity.getSystemElement());
            writer.text(view, "code", quantity.getCodeElement());
        } else if (value instanceof CodeableConcept concept) {
            writer.concept(view, concept);
        } else if (value instanceof Coding coding) {
            writer.coding(view, coding);
        } else if (value instanceof PrimitiveType<?> primitive) {
            writer.text(view, "text", primitive);
        }
    }

    private void reaction(ObjectNode view, AllergyIntoleranceReactionComponent reaction) {
        writer.concepts(view, "manifestations", reaction.getManifestation());
        writer.text(view, "severity", reaction.getSeverityElement());
        writer.text(view, "description", reaction.getDescriptionElement());
    }

    private static List<PrimitiveType<?>> notes(Resource resource) {
        Stream<PrimitiveType<?>> annotations =
                values(resource, "note", Annotation.class).map(Annotation::getTextElement);
        Stream<PrimitiveType<?>> described = primitives(resource, "description");
        Stream<PrimitiveType<?>> dosages = values(resource, "dosage", Dosage.class)
                .flatMap(dosage -> Stream.of(dosage.getTextElement(), dosage.getPatientInstructionElement()));
        Stream<PrimitiveType<?>> told = values(resource, "payload", Communication.CommunicationPayloadComponent.class)
                .map(Communication.CommunicationPayloadComponent::getContent)
                .filter(PrimitiveType.class::isInstance)
                .map(text -> (PrimitiveType<?>) text);
        return Stream.of(described, annotations, dosages, told)
                .flatMap(texts -> texts)
                .toList();
    }

    /** A question may stand below an answer of another one. */
    private static Stream<QuestionnaireResponseItemComponent> items(List<QuestionnaireResponseItemComponent> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(
                        Stream.of(item),
                        Stream.concat(
                                items(item.getItem()),
                                item.getAnswer().stream().flatMap(answer -> items(answer.getItem())))));
    }

    private void answer(ObjectNode view, QuestionnaireResponseItemComponent item) {
        writer.text(view, "linkId", item.getLinkIdElement());
        writer.text(view, "question", item.getTextElement());
        ViewWriter.objects(view, "values", item.getAnswer(), (node, answer) -> value(node, answer.getValue()));
    }

    private static <T extends Base> Stream<T> values(Resource resource, String name, Class<T> type) {
        Property property = resource.getNamedProperty(name);
        return property == null
                ? Stream.empty()
                : property.getValues().stream().filter(type::isInstance).map(type::cast);
    }

    private static Stream<PrimitiveType<?>> primitives(Resource resource, String name) {
        return values(resource, name, Base.class)
                .filter(PrimitiveType.class::isInstance)
                .map(element -> (PrimitiveType<?>) element);
    }

    private static <T extends Base> void first(Resource resource, String name, Class<T> type, Consumer<T> use) {
        values(resource, name, type).findFirst().ifPresent(use);
    }
}
