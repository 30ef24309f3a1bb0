package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.service.Choice;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the synchronous answer (docs/conformance.md, W2.12): the request's own Bundle, an id of ours on every
 * resource but the
 * MessageHeader, and for a new referral or validation our planned Encounter with its reference. To a cancel or a response, an
 * echo.
 */
@Component
public final class ComposeAcceptance {

    /** In a booking these were copied from our answer to GET /Slot, so their ids are ours already. */
    private static final Set<String> FROM_SLOT_SEARCH =
            Set.of("Slot", "Schedule", "HealthcareService", "Practitioner", "PractitionerRole", "Location");

    private final PlannedEncounter plannedEncounter;
    private final Clock clock;

    ComposeAcceptance(PlannedEncounter plannedEncounter, Clock clock) {
        this.plannedEncounter = plannedEncounter;
        this.clock = clock;
    }

    public Acceptance compose(
            @Variable("ids") Ids request,
            @Variable("accessHeaders") AccessHeaders accessHeaders,
            @Variable("message") Message message,
            @Variable("known") @Nullable HeldCase held) {
        CaseState known = held == null ? null : held.state();
        StableIds ids = new StableIds(
                request.requestId().toLowerCase(Locale.ROOT),
                accessHeaders.organisation(),
                message.tenant().id().toString());
        if (message.meaning().isResponse()) {
            return answered(message, known, ids);
        }
        if (known == null) {
            return opened(message, ids);
        }
        return message.meaning().isCancel() ? cancelled(message, known, ids) : updated(message, known, ids);
    }

    private Acceptance opened(Message message, StableIds ids) {
        boolean booking = message.meaning() == Meaning.NEW_BOOKING;
        MessageBundle answer = message.bundle().copy();
        for (Entry entry : answer.entries()) {
            boolean keepsItsId =
                    (entry.type().equals("Encounter") && message.tenant().reads(Choice.KEEPS_ENCOUNTER_ID))
                            || (booking && FROM_SLOT_SEARCH.contains(entry.type()));
            if (!keepsItsId || !hasFhirId(entry)) {
                identify(entry, ids.get().toString());
            }
        }
        if (booking) {
            book(answer, message);
            return new Acceptance(
                    answer, new CaseState(ids.get(), ids.reference(), Status.OPEN, "", answer), ids, true, "");
        }
        String ours = plannedEncounter.addTo(answer, ids);
        MessageBundle complete = MessageBundle.of(answer.tree());
        return new Acceptance(
                complete, new CaseState(ids.get(), ids.reference(), Status.OPEN, ours, complete), ids, true, "planned");
    }

    /** Of what the answer says of an appointment, its creation and the state of its slot are ours. */
    private void book(MessageBundle answer, Message message) {
        answer.first("Appointment")
                .ifPresent(booked -> booked.resource().put("created", Times.instant(clock.instant())));
        answer.all("Slot").forEach(slot -> slot.resource().put("status", "busy"));
        Optional<String> schedule = answer.first("Schedule").flatMap(found -> Tree.text(found.resource(), "id"));
        if (message.tenant().reads(Choice.SCHEDULE_BY_ID) && schedule.isPresent()) {
            answer.all("Slot")
                    .forEach(slot ->
                            slot.resource().putObject("schedule").put("reference", "Schedule/" + schedule.get()));
        }
    }

    private Acceptance updated(Message message, CaseState known, StableIds ids) {
        MessageBundle answer = message.bundle().copy();
        for (Entry entry : answer.entries()) {
            identify(entry, heldId(known, entry).orElseGet(() -> ids.get().toString()));
        }
        MessageBundle merged = MergeUpdate.merge(known, answer, message.tenant().reads(Choice.OLDER_IS_CONFLICT));
        return new Acceptance(
                answer,
                new CaseState(known.id(), known.reference(), Status.OPEN, known.encounter(), merged),
                ids,
                false,
                "");
    }

    private static Acceptance cancelled(Message message, CaseState known, StableIds ids) {
        MessageBundle merged = known.merged().copy();
        JsonNode status = message.subject().resource().path("status");
        merged.first(message.subject().type())
                .ifPresent(subject -> subject.resource().set("status", status.deepCopy()));
        MessageBundle answer = message.bundle().copy();
        answer.entries().stream()
                .filter(entry -> entry.resource().has("id") && !hasFhirId(entry))
                .forEach(entry -> identify(
                        entry, heldId(known, entry).orElseGet(() -> ids.get().toString())));
        return new Acceptance(
                answer,
                new CaseState(known.id(), known.reference(), Status.CANCELLED, known.encounter(), merged),
                ids,
                false,
                "");
    }

    /**
     * What we sent stands as it was sent; how it stands now is what the response says. A late interim moves nothing
     * back.
     */
    private static Acceptance answered(Message message, @Nullable CaseState known, StableIds ids) {
        if (known == null) {
            return new Acceptance(
                    message.bundle(),
                    new CaseState(ids.get(), ids.reference(), Status.COMPLETED, "", message.bundle()),
                    ids,
                    true,
                    "");
        }
        Status before = known.status();
        Status after =
                switch (message.meaning()) {
                    case FULL_RESPONSE, SAFEGUARDING_DNA -> Status.COMPLETED;
                    case REJECTION -> Status.REJECTED;
                    default -> before;
                };
        boolean open = before == Status.OPEN;
        String encounter = message.bundle()
                .focus()
                .filter(focus -> open && focus.type().equals("Encounter"))
                .flatMap(focus -> Tree.text(focus.resource(), "status"))
                .orElse("");
        return new Acceptance(
                message.bundle(),
                new CaseState(known.id(), known.reference(), open ? after : before, known.encounter(), known.merged()),
                ids,
                false,
                encounter);
    }

    /** The id that we gave it when it came first. */
    private static Optional<String> heldId(CaseState known, Entry entry) {
        return known.merged().entries().stream()
                .filter(held -> held.isNamed(entry.fullUrl()))
                .flatMap(held -> ResourceId.of(held.resource()).stream())
                .findFirst();
    }

    /** Anything else that stands there is taken, and replaced. */
    private static boolean hasFhirId(Entry entry) {
        JsonNode id = entry.resource().path("id");
        return id.isTextual() && ResourceId.isOne(id.textValue());
    }

    private static void identify(Entry entry, String id) {
        if (!entry.type().equals("MessageHeader")) {
            ResourceId.give(entry.resource(), id);
        }
    }
}
