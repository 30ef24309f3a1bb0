package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import org.jspecify.annotations.Nullable;

/** What a safeguarding response says of a patient who did not come: the referral is over, and its booking was missed. */
record MissedAppointment(HeldCase held, @Nullable HeldCase linked, String now) {

    /** Changes the state; our own Encounter goes out of it, since only the Sender's belongs there. */
    MessageBundle change(MessageBundle state) {
        state.first("ServiceRequest").map(Entry::resource).ifPresent(request -> {
            request.put("status", "revoked");
            request.withObject("meta").put("lastUpdated", now);
        });
        if (linked != null) {
            linked.state().merged().first("Appointment").ifPresent(booked -> add(state, booked));
        }
        return MessageBundle.of(state.tree());
    }

    private void add(MessageBundle state, Entry booked) {
        ObjectNode entry = state.tree().withArray("entry").addObject();
        entry.put("fullUrl", booked.fullUrl());
        ObjectNode appointment = booked.resource().deepCopy();
        appointment.put("status", "noshow");
        appointment.withObject("meta").put("lastUpdated", now);
        // Its slot and what else the booking held is not of this message; its patient is the referral's
        appointment.remove(java.util.List.of("slot", "basedOn", "supportingInformation"));
        String patient = state.first("Patient").map(Entry::fullUrl).orElse("");
        MessageBundle booking = linkedBundle();
        Tree.list(appointment, "participant").stream()
                .flatMap(participant -> Tree.object(participant, "actor").stream())
                .filter(actor -> Tree.text(actor, "reference")
                        .flatMap(booking::resolve)
                        .filter(found -> found.type().equals("Patient"))
                        .isPresent())
                .forEach(actor -> actor.put("reference", patient));
        entry.set("resource", appointment);
    }

    private MessageBundle linkedBundle() {
        if (linked == null) {
            throw new IllegalStateException("Without a booking none was missed");
        }
        return linked.state().merged();
    }
}
