package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The responses that the far end sends, written from the request and the answer it gave, after its habits (guide,
 * Reversing-Roles).
 */
public enum FarReply {
    INTERIM("validation-interim"),
    FULL("validation-full"),
    REJECTION("validation-interim"),
    STATUS("referral-short"),
    MISSED_APPOINTMENT("referral");

    private static final String DEFINITION = Systems.DEFINITIONS + "bars-message-servicerequest-response-";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSxxx", Locale.ROOT);

    private final String definition;

    FarReply(String definition) {
        this.definition = definition;
    }

    /**
     * The response as a message.
     *
     * @param answered what the far end answered to the request, with its ids and its own Encounter
     * @param identifier of the message that it answers
     */
    ObjectNode write(MessageBundle answered, String identifier, Set<Habit> habits, Instant now) {
        MessageBundle reply = answered.copy();
        ObjectNode bundle = reply.tree();
        String stamp = INSTANT.format(now.atOffset(ZoneOffset.UTC));
        bundle.put("id", UUID.randomUUID().toString()).put("timestamp", stamp);
        keepOnly(bundle);
        head(reply, identifier, habits);
        boolean tool = habits.contains(Habit.TKW);
        reply.first("ServiceRequest")
                .ifPresent(entry -> change(entry.resource(), serviceRequestStatus(tool), habits, stamp));
        reply.first("Appointment").ifPresent(entry -> change(entry.resource(), "noshow", habits, stamp));
        List<Entry> encounters = reply.all("Encounter");
        if (this == MISSED_APPOINTMENT && !tool && encounters.size() > 1) {
            bundle.withArray("entry").remove(bundle.path("entry").size() - 1);
        } else if (!encounters.isEmpty()) {
            Entry ours = encounters.get(encounters.size() - 1);
            change(ours.resource(), encounterStatus(tool), habits, stamp);
            if (this == REJECTION) {
                reason(ours.resource(), "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars", "FC");
            }
            if (this != MISSED_APPOINTMENT) {
                focus(reply.header(), ours.fullUrl());
            }
            reply.first("CarePlan").ifPresent(plan -> {
                change(plan.resource(), tool ? "completed" : "active", habits, stamp);
                plan.resource().putObject("encounter").put("reference", ours.fullUrl());
            });
        }
        return bundle;
    }

    /** A short response has no care plan and none of what it rests on. */
    private void keepOnly(ObjectNode bundle) {
        Set<String> full = Set.of("Task", "Observation", "Condition", "Slot", "Schedule");
        Set<String> brief = Set.of(
                "MessageHeader",
                "ServiceRequest",
                "Encounter",
                "Patient",
                "Organization",
                "Practitioner",
                "PractitionerRole");
        boolean isShort = this == INTERIM || this == REJECTION || this == STATUS;
        for (int i = bundle.path("entry").size() - 1; i >= 0; i--) {
            String type = bundle.path("entry")
                    .path(i)
                    .path("resource")
                    .path("resourceType")
                    .asText();
            if (isShort ? !brief.contains(type) : full.contains(type)) {
                bundle.withArray("entry").remove(i);
            }
        }
        if (isShort) {
            MessageBundle.of(bundle).first("ServiceRequest").ifPresent(request -> request.resource()
                    .remove(List.of("basedOn", "requester", "performer", "locationReference", "supportingInfo")));
        }
    }

    private void head(MessageBundle reply, String identifier, Set<Habit> habits) {
        ObjectNode header = reply.header();
        Tree.object(header, "eventCoding").ifPresent(event -> event.put("code", "servicerequest-response"));
        header.putObject("response")
                .put("identifier", (habits.contains(Habit.URN_IDENTIFIERS) ? "urn:uuid:" : "") + identifier)
                .put("code", "ok");
        header.put("definition", DEFINITION + definition);
        ObjectNode destination = (ObjectNode) header.withArray("destination").path(0);
        ObjectNode source = header.withObject("source");
        if (!habits.contains(Habit.ENDPOINTS_NOT_SWAPPED)) {
            String from = source.path("endpoint").asText();
            source.put("endpoint", destination.path("endpoint").asText());
            destination.put("endpoint", from);
        }
        if (!habits.contains(Habit.ORGANISATIONS_NOT_SWAPPED)
                && header.path("sender").isObject()
                && destination.path("receiver").isObject()) {
            ObjectNode sender = header.withObject("sender").deepCopy();
            header.set("sender", destination.path("receiver"));
            destination.set("receiver", sender);
        }
    }

    private String serviceRequestStatus(boolean tool) {
        return switch (this) {
            case INTERIM, STATUS -> "active";
            case FULL -> tool ? "completed" : "active";
            case REJECTION -> tool ? "revoked" : "active";
            case MISSED_APPOINTMENT -> "revoked";
        };
    }

    private String encounterStatus(boolean tool) {
        return switch (this) {
            case INTERIM, STATUS -> "in-progress";
            case FULL -> tool ? "triaged" : "finished";
            case REJECTION -> tool ? "triaged" : "cancelled";
            case MISSED_APPOINTMENT -> "cancelled";
        };
    }

    private static void change(ObjectNode resource, String status, Set<Habit> habits, String stamp) {
        resource.put("status", status);
        if (!habits.contains(Habit.UNCHANGED_LAST_UPDATED)) {
            resource.withObject("meta").put("lastUpdated", stamp);
        }
    }

    private static void focus(ObjectNode header, String fullUrl) {
        header.putArray("focus").addObject().put("reference", fullUrl);
    }

    private static void reason(ObjectNode encounter, String system, String code) {
        encounter
                .putArray("reasonCode")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code);
    }
}
