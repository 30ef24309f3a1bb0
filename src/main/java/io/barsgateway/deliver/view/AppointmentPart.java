package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;

/** {@code appointment}: when, in which slot, and why not any more. */
final class AppointmentPart implements ViewPart {

    private final ViewWriter writer;
    private final Entries entries;
    private final Particulars particulars;

    AppointmentPart(ViewWriter writer, Entries entries, Particulars particulars) {
        this.writer = writer;
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        entries.focus(Appointment.class)
                .ifPresent(found -> ViewWriter.object(view, "appointment", node -> appointment(node, found)));
    }

    private void appointment(ObjectNode view, Appointment appointment) {
        writer.id(view, "id", appointment);
        writer.identifiers(view, "identifiers", appointment.getIdentifier());
        writer.text(view, "status", appointment.getStatusElement());
        writer.concept(view, "cancellationReason", appointment.getCancelationReason());
        writer.time(view, "start", appointment.getStartElement());
        writer.time(view, "end", appointment.getEndElement());
        writer.number(view, "minutes", appointment.getMinutesDurationElement());
        writer.time(view, "created", appointment.getCreatedElement());
        writer.concepts(view, "serviceTypes", appointment.getServiceType());
        writer.concepts(view, "specialties", appointment.getSpecialty());
        writer.concept(view, "type", appointment.getAppointmentType());
        writer.concepts(view, "reasons", appointment.getReasonCode());
        writer.text(view, "description", appointment.getDescriptionElement());
        writer.text(view, "comment", appointment.getCommentElement());
        writer.text(view, "patientInstruction", appointment.getPatientInstructionElement());
        List<Reference> slots = appointment.getSlot();
        slots.stream().limit(1).forEach(slot -> ViewWriter.object(view, "slot", node -> slot(node, slot)));
        ViewWriter.objects(view, "otherSlots", slots.stream().skip(1).toList(), this::slot);
        ViewWriter.objects(view, "participants", appointment.getParticipant(), this::participant);
        CasePart.linked(writer, view, appointment.getBasedOn());
    }

    /** A cancel may name a slot that it does not hold. */
    private void slot(ObjectNode view, Reference reference) {
        writer.text(view, "reference", reference.getReferenceElement_());
        entries.behind(reference, Slot.class).ifPresent(slot -> {
            writer.id(view, "id", slot);
            writer.identifiers(view, "identifiers", slot.getIdentifier());
            writer.text(view, "status", slot.getStatusElement());
            writer.time(view, "start", slot.getStartElement());
            writer.time(view, "end", slot.getEndElement());
            writer.concepts(view, "serviceCategories", slot.getServiceCategory());
            writer.concepts(view, "serviceTypes", slot.getServiceType());
            writer.concepts(view, "specialties", slot.getSpecialty());
            writer.concept(view, "type", slot.getAppointmentType());
            writer.text(view, "comment", slot.getCommentElement());
            entries.behind(slot.getSchedule(), Schedule.class)
                    .ifPresent(found -> ViewWriter.object(view, "schedule", schedule -> schedule(schedule, found)));
        });
    }

    private void schedule(ObjectNode view, Schedule schedule) {
        writer.id(view, "id", schedule);
        writer.identifiers(view, "identifiers", schedule.getIdentifier());
        writer.text(view, "comment", schedule.getCommentElement());
    }

    private void participant(ObjectNode view, AppointmentParticipantComponent participant) {
        particulars.party(view, participant.getActor());
        if (!view.has("type")) {
            writer.text(view, "reference", participant.getActor().getReferenceElement_());
        }
        writer.text(view, "status", participant.getStatusElement());
    }
}
