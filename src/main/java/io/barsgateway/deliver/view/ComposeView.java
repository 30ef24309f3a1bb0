package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The view of a message: a small JSON with who, whom to call, what for, how urgent and when, and where its original is
 * (docs/view.md). What is not said is left out; what is not in it is in the original. Of a refusal: why.
 */
@Component
public final class ComposeView {

    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";

    public byte[] compose(@Body Resource content, @Variable("work") Work work) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("reference", work.reference()).put("meaning", work.meaning());
        view.put("service", work.service().value())
                .put("from", work.counterpart().value());
        if (content instanceof Bundle message) {
            message(view, message);
        } else if (content instanceof OperationOutcome outcome) {
            refusal(view.putObject("refused").putArray("issues"), outcome);
        } else {
            throw new IllegalArgumentException("No view is made of a " + content.fhirType());
        }
        ArrayNode warnings = view.putArray("warnings");
        work.warnings().lines().forEach(warnings::add);
        view.putObject("original")
                .put("message", work.messageId().toString())
                .put("url", "/originals?message=" + work.messageId())
                .put(
                        "bundleId",
                        content instanceof Bundle ? content.getIdElement().getIdPart() : null)
                .put("requestId", work.requestId())
                .put("correlationId", work.correlationId());
        return FhirJson.write(view);
    }

    private static void message(ObjectNode view, Bundle message) {
        first(message, ServiceRequest.class).ifPresent(request -> request(view, request));
        first(message, Appointment.class).ifPresent(appointment -> appointment(view, appointment));
        first(message, CarePlan.class).ifPresent(plan -> plan(view, plan));
        first(message, Patient.class).ifPresent(patient -> {
            patient(view.putObject("patient"), patient);
            contacts(view.putArray("contacts"), patient);
        });
        flags(view, message);
        locations(view, message);
    }

    private static void refusal(ArrayNode issues, OperationOutcome outcome) {
        for (OperationOutcome.OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            issues.addObject()
                    .put("code", issue.getCodeElement().getValueAsString())
                    .put("detail", issue.getDetails().getCodingFirstRep().getCode())
                    .put("diagnostics", issue.getDiagnostics());
        }
    }

    private static void request(ObjectNode view, ServiceRequest request) {
        code(request.getCategory(), Systems.MESSAGE_CATEGORY).ifPresent(kind -> view.put("category", kind));
        code(request.getCategory(), Systems.USE_CASES).ifPresent(useCase -> view.put("useCase", useCase));
        view.put("status", request.getStatusElement().getValueAsString());
        ObjectNode times = view.withObject("times");
        put(times, "authored", request.getAuthoredOnElement());
        if (request.hasOccurrencePeriod()) {
            put(times, "occurrenceStart", request.getOccurrencePeriod().getStartElement());
            put(times, "occurrenceEnd", request.getOccurrencePeriod().getEndElement());
        }
    }

    private static void appointment(ObjectNode view, Appointment appointment) {
        code(appointment.getServiceCategory(), Systems.USE_CASES).ifPresent(useCase -> view.put("useCase", useCase));
        view.put("status", appointment.getStatusElement().getValueAsString());
        ObjectNode times = view.withObject("times");
        put(times, "appointmentStart", appointment.getStartElement());
        put(times, "appointmentEnd", appointment.getEndElement());
    }

    private static void plan(ObjectNode view, CarePlan plan) {
        put(view.withObject("times"), "disposition", plan.getPeriod().getStartElement());
        List<CodeableConcept> outcomes = plan.getActivity().stream()
                .flatMap(activity -> activity.getOutcomeCodeableConcept().stream())
                .toList();
        code(outcomes, ARP).ifPresent(priority -> view.put("priority", priority));
        ArrayNode summary = view.putArray("summary");
        outcomes.stream()
                .flatMap(outcome -> outcome.hasText()
                        ? Stream.of(outcome.getText())
                        : outcome.getCoding().stream().map(Coding::getDisplay))
                .filter(text -> text != null && !text.isBlank())
                .forEach(summary::add);
    }

    private static void patient(ObjectNode view, Patient patient) {
        patient.getIdentifier().stream()
                .filter(identifier -> isOf(identifier.getSystem(), Systems.NHS_NUMBER))
                .findFirst()
                .ifPresent(identifier -> view.put("nhsNumber", identifier.getValue()));
        view.put("family", patient.getNameFirstRep().getFamily());
        view.put("given", patient.getNameFirstRep().getGivenAsSingleString());
        put(view, "birthDate", patient.getBirthDateElement());
        view.put("gender", patient.getGenderElement().getValueAsString());
        view.put("postcode", patient.getAddressFirstRep().getPostalCode());
        ArrayNode lines = view.putArray("address");
        patient.getAddressFirstRep().getLine().forEach(line -> lines.add(line.getValue()));
    }

    private static void contacts(ArrayNode view, Patient patient) {
        for (Patient.ContactComponent contact : patient.getContact()) {
            ObjectNode one = view.addObject();
            primitives(contact.getExtension())
                    .filter(extension -> Systems.CONTACT_RANK.equals(extension.getUrl()))
                    .findFirst()
                    .ifPresent(
                            rank -> one.put("rank", rank.getValueAsPrimitive().getValueAsString()));
            contact.getRelationship().stream()
                    .map(CodeableConcept::getCodingFirstRep)
                    .findFirst()
                    .ifPresent(relationship -> one.put("relationship", relationship.getCode()));
            ArrayNode phones = one.putArray("phones");
            contact.getTelecom().forEach(phone -> phones.add(phone.getValue()));
        }
    }

    /** Each as it was told, and what is known of the scene: any code but S is not safe, no Flag is unknown. */
    private static void flags(ObjectNode view, Bundle message) {
        ArrayNode flags = view.putArray("flags");
        String scene = "unknown";
        for (Flag flag : all(message, Flag.class)) {
            String category = code(flag.getCategory(), Systems.FLAG_CATEGORY).orElse("");
            Optional<String> safety = code(List.of(flag.getCode()), Systems.SCENE_SAFETY);
            ObjectNode one = flags.addObject();
            one.put("category", category);
            one.put(
                    "code",
                    safety.orElseGet(() -> flag.getCode().getCodingFirstRep().getCode()));
            one.put(
                    "text",
                    flag.getCode().hasText()
                            ? flag.getCode().getText()
                            : flag.getCode().getCodingFirstRep().getDisplay());
            if (category.equalsIgnoreCase("SS") || (category.isEmpty() && safety.isPresent())) {
                boolean safe = safety.filter("S"::equalsIgnoreCase).isPresent() && !scene.equals("unsafe");
                scene = safe ? "safe" : "unsafe";
            }
        }
        view.put("scene", scene);
        view.put("safeguarding", flags.findValuesAsText("category").stream().anyMatch("SG"::equalsIgnoreCase));
    }

    private static void locations(ObjectNode view, Bundle message) {
        ArrayNode locations = view.putArray("locations");
        for (Location location : all(message, Location.class)) {
            ObjectNode one = locations.addObject();
            code(location.getType(), Systems.LOCATION_TYPES).ifPresent(type -> one.put("type", type));
            one.put("name", location.getName());
            ArrayNode lines = one.putArray("address");
            location.getAddress().getLine().forEach(line -> lines.add(line.getValue()));
            one.put("postcode", location.getAddress().getPostalCode());
            if (location.hasPosition()) {
                one.put("latitude", location.getPosition().getLatitude());
                one.put("longitude", location.getPosition().getLongitude());
            }
            location.getExtension().stream()
                    .flatMap(extension -> primitives(extension.getExtension()))
                    .filter(Extension::hasUrl)
                    .forEach(extension -> one.put(
                            extension.getUrl(), extension.getValueAsPrimitive().getValueAsString()));
        }
    }

    private static Stream<Extension> primitives(List<Extension> extensions) {
        return extensions.stream()
                .filter(extension ->
                        extension.getValue() != null && extension.getValue().isPrimitive());
    }

    /** An element may say why it has no value: then HAPI has the element, and null for its value. */
    private static boolean isOf(@Nullable String stated, String system) {
        return stated != null && Systems.same(stated, system);
    }

    private static Optional<String> code(List<CodeableConcept> concepts, String system) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> isOf(coding.getSystem(), system))
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** As it was written, whatever its precision and offset. */
    private static void put(ObjectNode view, String name, PrimitiveType<?> time) {
        if (time.hasValue()) {
            view.put(name, time.getValueAsString());
        }
    }

    private static <T extends Resource> Optional<T> first(Bundle message, Class<T> type) {
        return all(message, type).stream().findFirst();
    }

    private static <T extends Resource> List<T> all(Bundle message, Class<T> type) {
        return message.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
