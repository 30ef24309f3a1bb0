package io.barsgateway.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.acceptance.CaseState;
import io.barsgateway.acceptance.CaseState.Status;
import io.barsgateway.casefile.HeldCase;
import io.barsgateway.casefile.Outgoing;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.response.Outcome.Kind;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Composes the interim or full response of a validation from the merged current state of its case (bars-workflows 3.1-3.4).
 * Whatever decides care comes from the report; the rest is what the Sender last said, unchanged.
 */
@Component
public final class ComposeResponse {

    /** An interim carries these of the case and no others. */
    private static final Set<String> IN_INTERIM =
            Set.of("ServiceRequest", "Encounter", "Patient", "Organization", "Practitioner", "PractitionerRole");

    private final ResponseProperties properties;
    private final ComposeHeader header;
    private final Supplier<UUID> newIds;
    private final Clock clock;

    ComposeResponse(ResponseProperties properties, ComposeHeader header, Supplier<UUID> newIds, Clock clock) {
        this.properties = properties;
        this.header = header;
        this.newIds = newIds;
        this.clock = clock;
    }

    public Composed compose(@Variable("case") HeldCase held, @Variable("outcome") Outcome outcome) {
        String now = Times.instant(clock.instant());
        MessageBundle state = held.state().merged().copy();
        String encounterStatus = new OurEncounter(held, outcome, now).change(state);
        if (outcome.kind() == Kind.full) {
            new OutcomePlan(held, outcome, now).change(state);
            changeServiceRequest(state, now);
        }
        ObjectNode bundle = envelope(state, now);
        header.addTo(bundle, held, outcome, now);
        for (Entry entry : state.entries()) {
            if (!entry.type().equals("MessageHeader")
                    && (outcome.kind() == Kind.full || IN_INTERIM.contains(entry.type()))) {
                ObjectNode added = bundle.withArray("entry").addObject();
                added.put("fullUrl", entry.fullUrl());
                added.set("resource", outcome.kind() == Kind.full ? entry.resource() : shortened(entry));
            }
        }
        CaseState before = held.state();
        Status after = outcome.kind() == Kind.full ? Status.COMPLETED : Status.OPEN;
        Outgoing message = new Outgoing(
                newIds.get(),
                Tree.text(bundle, "id").orElseThrow(),
                String.join(
                        "|", held.useCase(), held.category(), ComposeHeader.EVENT, ComposeHeader.reason(held, outcome)),
                new Original(FhirJson.write(bundle)));
        return new Composed(
                message,
                new CaseState(before.id(), before.reference(), after, before.encounter(), state),
                encounterStatus);
    }

    /** The wire value differs between the guide and the assurance tool; the stamp moves only where the status does. */
    private void changeServiceRequest(MessageBundle state, String now) {
        String wanted =
                switch (properties.finalServiceRequestStatus()) {
                    case ACTIVE -> "active";
                    case COMPLETED -> "completed";
                };
        state.first("ServiceRequest").map(Entry::resource).ifPresent(request -> {
            if (!wanted.equals(Tree.text(request, "status").orElse(""))) {
                request.put("status", wanted);
                request.withObject("meta").put("lastUpdated", now);
            }
        });
    }

    private ObjectNode envelope(MessageBundle state, String now) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("id", newIds.get().toString());
        ObjectNode meta = bundle.putObject("meta");
        meta.put("versionId", state.versionId().orElse(""));
        meta.put("lastUpdated", now);
        meta.putArray("profile").add("https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage");
        bundle.put("type", "message").put("timestamp", now);
        return bundle;
    }

    /** The ServiceRequest of an interim points at nothing that an interim leaves out. */
    private static ObjectNode shortened(Entry entry) {
        ObjectNode resource = entry.resource().deepCopy();
        if (entry.type().equals("ServiceRequest")) {
            resource.remove(Set.of("basedOn", "requester", "performer", "locationReference", "supportingInfo"));
        }
        return resource;
    }
}
