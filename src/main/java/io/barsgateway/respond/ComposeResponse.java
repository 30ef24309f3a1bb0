package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.Outgoing;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.template.MessageEnvelope;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import io.barsgateway.respond.Outcome.Kind;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Composes a response message from the merged current state of its case (guide, Reversing-Roles). Whatever decides
 * care comes
 * from the report; the rest is what the Sender last said, unchanged.
 */
@Component
public final class ComposeResponse {

    /** A short response carries these of the case and no others. */
    private static final Set<String> IN_SHORT =
            Set.of("ServiceRequest", "Encounter", "Patient", "Organization", "Practitioner", "PractitionerRole");

    private final ResponseChoices.Of choices;
    private final ComposeHeader header;
    private final Supplier<UUID> newIds;
    private final Clock clock;

    ComposeResponse(ResponseChoices.Of choices, ComposeHeader header, Supplier<UUID> newIds, Clock clock) {
        this.choices = choices;
        this.header = header;
        this.newIds = newIds;
        this.clock = clock;
    }

    public ComposedResponse compose(
            @Variable("case") HeldCase held,
            @Variable("linked") @Nullable HeldCase linked,
            @Variable("outcome") Outcome outcome) {
        String now = Times.instant(clock.instant());
        ResponseChoices chosen = choices.of(held);
        MessageBundle state = held.state().merged().copy();
        String encounterStatus = held.encounterStatus();
        if (outcome.kind() == Kind.SAFEGUARDING_DNA) {
            state = new MissedAppointment(held, linked, now).change(state);
        } else {
            encounterStatus = new OurEncounter(held, outcome, chosen, now).change(state);
        }
        if (outcome.kind() == Kind.FULL) {
            state = new OutcomePlan(held, outcome, now, newIds.get()).change(state);
        }
        changeServiceRequest(state, outcome, chosen, now);
        ObjectNode bundle = MessageEnvelope.of(newIds.get(), state.versionId().orElse(""), now);
        header.addTo(bundle, held, outcome, chosen, now);
        for (Entry entry : state.entries()) {
            if (belongs(entry, held, state, outcome)) {
                ObjectNode added = bundle.withArray("entry").addObject();
                added.put("fullUrl", entry.fullUrl());
                added.set("resource", isShort(outcome) ? shortened(entry) : entry.resource());
            }
        }
        CaseState before = held.state();
        Outgoing message = new Outgoing(
                newIds.get(),
                UUID.randomUUID().toString(),
                Tree.text(bundle, "id").orElseThrow(),
                String.join(
                        "|", held.useCase(), held.category(), ComposeHeader.EVENT, ComposeHeader.reason(held, outcome)),
                new Original(FhirJson.write(bundle)));
        return new ComposedResponse(
                message,
                new CaseState(before.id(), before.reference(), after(outcome), before.encounter(), state),
                encounterStatus);
    }

    private static Status after(Outcome outcome) {
        return switch (outcome.kind()) {
            case INTERIM -> Status.OPEN;
            case FULL, SAFEGUARDING_DNA -> Status.COMPLETED;
            case REJECTED -> Status.REJECTED;
            case STATUS -> "finished".equals(outcome.status()) ? Status.COMPLETED : Status.OPEN;
        };
    }

    private static boolean isShort(Outcome outcome) {
        return outcome.kind() != Kind.FULL && outcome.kind() != Kind.SAFEGUARDING_DNA;
    }

    private static boolean belongs(Entry entry, HeldCase held, MessageBundle state, Outcome outcome) {
        if (entry.type().equals("MessageHeader")) {
            return false;
        }
        boolean ours = entry.isNamed(held.state().encounter());
        if (!isShort(outcome)) {
            return outcome.kind() == Kind.FULL || !ours;
        }
        if (entry.type().equals("Encounter")) {
            // Exactly two: the Sender's own, and ours
            return ours || entry.isNamed(senders(held, state));
        }
        return IN_SHORT.contains(entry.type());
    }

    private static String senders(HeldCase held, MessageBundle state) {
        return state.first("ServiceRequest")
                .flatMap(request -> Tree.text(request.resource(), "encounter", "reference"))
                .flatMap(state::resolve)
                .filter(found -> found.type().equals("Encounter"))
                .or(() -> state.all("Encounter").stream()
                        .filter(found -> !found.isNamed(held.state().encounter()))
                        .findFirst())
                .map(Entry::fullUrl)
                .orElse("");
    }

    /** The wire value differs between the guide and the assurance tool; the stamp moves only where the status does. */
    private static void changeServiceRequest(MessageBundle state, Outcome outcome, ResponseChoices chosen, String now) {
        boolean completed = outcome.kind() == Kind.FULL && chosen.finalStatus() == FinalStatus.COMPLETED;
        boolean revoked =
                outcome.kind() == Kind.REJECTED && chosen.rejection() == RejectionStyle.SERVICE_REQUEST_REVOKED;
        if (completed || revoked) {
            state.first("ServiceRequest").map(Entry::resource).ifPresent(request -> {
                request.put("status", completed ? "completed" : "revoked");
                request.withObject("meta").put("lastUpdated", now);
            });
        }
    }

    /** The ServiceRequest of a short response points at nothing that it leaves out. */
    private static ObjectNode shortened(Entry entry) {
        ObjectNode resource = entry.resource().deepCopy();
        if (entry.type().equals("ServiceRequest")) {
            resource.remove(Set.of("basedOn", "requester", "performer", "locationReference", "supportingInfo"));
        }
        return resource;
    }
}
