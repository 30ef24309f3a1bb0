package io.barsgateway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.acceptance.CaseState.Status;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the synchronous answer (bars-workflows 2.12): the request's own Bundle, an id of ours on every resource but the
 * MessageHeader, and for a new referral or validation our planned Encounter with its reference. To a cancel, a plain echo.
 */
@Component
public final class AssignIds {

    /** In a booking these were copied from our answer to GET /Slot, so their ids are ours already. */
    private static final Set<String> FROM_SLOT_SEARCH =
            Set.of("Slot", "Schedule", "HealthcareService", "Practitioner", "PractitionerRole", "Location");

    private final Supplier<UUID> newIds;
    private final PlannedEncounter plannedEncounter;
    private final Clock clock;

    AssignIds(Supplier<UUID> newIds, PlannedEncounter plannedEncounter, Clock clock) {
        this.newIds = newIds;
        this.plannedEncounter = plannedEncounter;
        this.clock = clock;
    }

    public Acceptance assign(@Variable("message") Message message, @Variable("known") @Nullable CaseState known) {
        if (known == null) {
            return opened(message);
        }
        return message.meaning().isCancel() ? cancelled(message, known) : updated(message, known);
    }

    private Acceptance opened(Message message) {
        MessageBundle answer = message.bundle().copy();
        for (Entry entry : answer.entries()) {
            boolean keepsItsId = entry.type().equals("Encounter")
                    || (message.meaning() == Meaning.NEW_BOOKING && FROM_SLOT_SEARCH.contains(entry.type()));
            if (!keepsItsId || !entry.resource().has("id")) {
                identify(entry, newIds.get().toString());
            }
        }
        UUID caseId = newIds.get();
        if (message.meaning() == Meaning.NEW_BOOKING) {
            answer.first("Appointment")
                    .ifPresent(booked -> booked.resource().put("created", Times.instant(clock.instant())));
            String reference = plannedEncounter.newReference();
            return new Acceptance(answer, new CaseState(caseId, reference, Status.OPEN, "", answer));
        }
        PlannedEncounter.Planned ours = plannedEncounter.addTo(answer);
        MessageBundle complete = MessageBundle.of(answer.tree());
        return new Acceptance(complete, new CaseState(caseId, ours.reference(), Status.OPEN, ours.fullUrl(), complete));
    }

    private Acceptance updated(Message message, CaseState known) {
        MessageBundle answer = message.bundle().copy();
        for (Entry entry : answer.entries()) {
            Optional<String> ours = known.merged().entries().stream()
                    .filter(held -> held.fullUrl().equals(entry.fullUrl()))
                    .flatMap(held -> Tree.text(held.resource(), "id").stream())
                    .findFirst();
            identify(entry, ours.orElseGet(() -> newIds.get().toString()));
        }
        MessageBundle merged = MergeUpdate.merge(known, answer);
        return new Acceptance(
                answer, new CaseState(known.id(), known.reference(), Status.OPEN, known.encounter(), merged));
    }

    private static Acceptance cancelled(Message message, CaseState known) {
        MessageBundle merged = known.merged().copy();
        JsonNode status = message.subject().resource().path("status");
        merged.first(message.subject().type())
                .ifPresent(subject -> subject.resource().set("status", status.deepCopy()));
        return new Acceptance(
                message.bundle(),
                new CaseState(known.id(), known.reference(), Status.CANCELLED, known.encounter(), merged));
    }

    /** Sets the id, first after the resource type, as FHIR JSON is usually read. */
    private static void identify(Entry entry, String id) {
        if (entry.type().equals("MessageHeader")) {
            return;
        }
        ObjectNode resource = entry.resource();
        ObjectNode rest = resource.deepCopy();
        resource.removeAll();
        resource.put("resourceType", entry.type());
        resource.put("id", id);
        rest.remove("id");
        resource.setAll(rest);
    }
}
