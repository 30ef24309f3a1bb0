package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Slot;

/** {@code category}, {@code useCase}, {@code request}, {@code requester} and {@code service}: what is asked for, by whom, of which service. */
final class CasePart implements ViewPart {

    private final ServiceId ours;
    private final ViewWriter writer;
    private final Entries entries;
    private final Particulars particulars;

    /** @param ours the service of ours that the message is for */
    CasePart(ServiceId ours, ViewWriter writer, Entries entries, Particulars particulars) {
        this.ours = ours;
        this.writer = writer;
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        Optional<ServiceRequest> request = entries.focus(ServiceRequest.class);
        Optional<Appointment> appointment = entries.focus(Appointment.class);
        List<Coding> others = new ArrayList<>();
        request.ifPresent(found -> categories(view, found.getCategory(), others));
        appointment.ifPresent(found -> categories(view, found.getServiceCategory(), others));
        ViewWriter.objects(view, "otherCategories", others, writer::coding);
        request.ifPresent(found -> ViewWriter.object(view, "request", node -> request(node, found)));
        ViewWriter.object(view, "requester", node -> requester(node, request));
        services(view.withObject("service"), view, request, appointment);
    }

    /** Who sends a request asks for it; who sends a response does not. */
    private void requester(ObjectNode view, Optional<ServiceRequest> request) {
        request.ifPresent(found -> particulars.party(view, found.getRequester()));
        entries.header()
                .filter(header -> !header.hasResponse() && !view.has("organisation"))
                .ifPresent(header -> particulars.organisation(view, header.getSender()));
    }

    /** One concept has the category, the use case and words for the help that is asked for; it is told by the system which coding is which. */
    private void categories(ObjectNode view, List<CodeableConcept> concepts, List<Coding> others) {
        for (CodeableConcept concept : concepts) {
            for (Coding coding : concept.getCoding()) {
                Optional<String> member = member(coding).filter(name -> !view.has(name));
                member.ifPresentOrElse(name -> writer.coding(view, name, coding), () -> others.add(coding));
            }
            if (!view.has("help")) {
                writer.text(view, "help", concept.getTextElement());
            }
        }
    }

    private static Optional<String> member(Coding coding) {
        if (!coding.getCodeElement().hasValue()) {
            return Optional.empty();
        }
        if (ViewWriter.isOf(coding.getSystemElement(), Systems.MESSAGE_CATEGORY)) {
            return Optional.of("category");
        }
        return ViewWriter.isOf(coding.getSystemElement(), Systems.USE_CASES)
                ? Optional.of("useCase")
                : Optional.empty();
    }

    private void request(ObjectNode view, ServiceRequest request) {
        writer.id(view, "id", request);
        writer.identifiers(view, "identifiers", request.getIdentifier());
        writer.text(view, "status", request.getStatusElement());
        writer.text(view, "intent", request.getIntentElement());
        writer.text(view, "urgency", request.getPriorityElement());
        writer.truth(view, "doNotPerform", request.getDoNotPerformElement());
        writer.concept(view, "code", request.getCode());
        writer.time(view, "authored", request.getAuthoredOnElement());
        if (request.getOccurrence() instanceof Period due) {
            writer.period(view, "occurrenceStart", "occurrenceEnd", due);
        } else if (request.getOccurrence() instanceof DateTimeType due) {
            writer.time(view, "occurrenceStart", due);
        }
        writer.concepts(view, "reasons", request.getReasonCode());
        ViewWriter.objects(
                view, "notes", request.getNote(), (note, from) -> writer.text(note, "text", from.getTextElement()));
        writer.text(view, "patientInstruction", request.getPatientInstructionElement());
        ViewWriter.objects(view, "performers", others(request.getPerformer()), particulars::party);
        linked(writer, view, request.getSupportingInfo());
    }

    /** Those that do not lead to a HealthcareService: that is {@code service}. */
    private List<Reference> others(List<Reference> performers) {
        return performers.stream()
                .filter(performer ->
                        entries.behind(performer, HealthcareService.class).isEmpty())
                .toList();
    }

    /** What else belongs to it, as it is referred to: an Appointment or a ServiceRequest of another message, for example. */
    static void linked(ViewWriter writer, ObjectNode view, List<Reference> references) {
        ViewWriter.objects(view, "linked", references, (node, reference) -> {
            writer.text(node, "reference", reference.getReferenceElement_());
            writer.text(node, "type", reference.getTypeElement());
            writer.text(node, "display", reference.getDisplayElement());
        });
    }

    /** The HealthcareService that is to do it, or whose diary the slot is in, else the one with our service id; any other is listed. */
    private void services(
            ObjectNode service, ObjectNode view, Optional<ServiceRequest> request, Optional<Appointment> appointment) {
        Stream<HealthcareService> performers = request.stream()
                .flatMap(found -> entries.behind(found.getPerformer(), HealthcareService.class).stream());
        Stream<HealthcareService> diaries = appointment.stream()
                .flatMap(found -> entries.behind(found.getSlot(), Slot.class).stream())
                .flatMap(slot -> entries.behind(slot.getSchedule(), Schedule.class).stream())
                .flatMap(schedule -> entries.behind(schedule.getActor(), HealthcareService.class).stream());
        Stream<HealthcareService> named =
                entries.all(HealthcareService.class).stream().filter(this::isOurs);
        Stream.of(performers, diaries, named)
                .flatMap(found -> found)
                .findFirst()
                .ifPresent(found -> particulars.service(service, found));
        ViewWriter.objects(view, "otherServices", entries.others(HealthcareService.class), particulars::service);
    }

    private boolean isOurs(HealthcareService service) {
        return service.getIdentifier().stream()
                .anyMatch(identifier -> ViewWriter.isOf(identifier.getSystemElement(), ours.system())
                        && ours.value().equals(identifier.getValue()));
    }
}
