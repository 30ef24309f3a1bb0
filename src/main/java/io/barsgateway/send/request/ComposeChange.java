package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.template.MessageEnvelope;
import io.barsgateway.local.Objection;
import io.barsgateway.message.SceneSafety;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Composes an update or a cancel out of a case and a short description of the change (docs/conformance.md, W2.4 and W2.5). */
public final class ComposeChange {

    private static final Set<String> IN_CANCEL = Set.of("ServiceRequest", "Appointment", "Patient", "Organization");

    private final Supplier<UUID> newIds;
    private final Clock clock;

    public ComposeChange(Supplier<UUID> newIds, Clock clock) {
        this.newIds = newIds;
        this.clock = clock;
    }

    /**
     * Changes the resources of the case in place.
     *
     * @param held the case as its Receiver answered it, with the Receiver's ids
     * @param asked the change, by {@code request.schema.json}
     * @throws Objection where the case has no resource that says what is to be changed
     */
    public MessageBundle change(MessageBundle held, JsonNode asked) {
        String now = Times.instant(after(held));
        boolean cancel = asked.path("action").asText().equals("cancel");
        boolean booking = held.first("Appointment").isPresent()
                && held.first("ServiceRequest").isEmpty();
        if (cancel) {
            held.first(booking ? "Appointment" : "ServiceRequest")
                    .map(Entry::resource)
                    .ifPresent(subject -> {
                        subject.put("status", asked.path("status").asText(booking ? "cancelled" : "revoked"));
                        if (asked.has("reason")) {
                            ObjectNode reason = booking
                                    ? subject.putObject("cancelationReason")
                                    : subject.putArray("reasonCode").addObject();
                            reason.put("text", asked.path("reason").asText());
                        }
                        stamp(subject, now);
                    });
        } else {
            new ChangedResources(held, asked, now).change();
        }
        ObjectNode header = held.header();
        stamp(header, now);
        ((ObjectNode) header.path("reason").path("coding").path(0)).put("code", "update");
        if (cancel) {
            header.put(
                    "definition",
                    Systems.DEFINITIONS + "bars-message-"
                            + (booking ? "booking-request-cancelled" : "servicerequest-request-cancelled"));
        }
        ObjectNode bundle = MessageEnvelope.of(newIds.get(), held.versionId().orElse(""), now);
        ArrayNode entries = bundle.putArray("entry");
        for (Entry entry : held.entries()) {
            if (!cancel || entry.type().equals("MessageHeader") || IN_CANCEL.contains(entry.type())) {
                entries.addObject().put("fullUrl", entry.fullUrl()).set("resource", entry.resource());
            }
        }
        return MessageBundle.of(bundle);
    }

    /** The time of the change: now, or just after the latest time in the case, so that the Receiver never takes the change for an older one. */
    private Instant after(MessageBundle held) {
        Instant now = clock.instant();
        return held.entries().stream()
                .flatMap(entry -> Tree.text(entry.resource(), "meta", "lastUpdated").stream())
                .flatMap(text -> Times.parse(text).stream())
                .map(stamp -> stamp.plusMillis(1))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    private static void stamp(ObjectNode resource, String now) {
        resource.withObject("meta").put("lastUpdated", now);
    }

    /** Changes the resources that an update is about, and stamps only those. Where the case has no such resource, the update is refused at once. */
    private record ChangedResources(MessageBundle held, JsonNode asked, String now) {

        private void change() {
            first("ServiceRequest").ifPresent(request -> request.put("status", "active"));
            change(
                    "occurrence",
                    first("ServiceRequest"),
                    (request, said) -> request.set("occurrencePeriod", said.deepCopy()));
            change("outcomes", first("CarePlan"), (plan, said) -> act(plan, FhirElements.outcomes(asked)));
            change("sceneSafety", scene(), (flag, said) -> flag.set("code", FhirElements.safety(said)));
            change("location", first("Location"), (place, said) -> FhirElements.move(place, said, now));
            change("encounter", senders(), (encounter, said) -> encounter.put("status", said.asText()));
        }

        private void change(String member, Optional<ObjectNode> found, BiConsumer<ObjectNode, JsonNode> how) {
            if (asked.has(member)) {
                ObjectNode resource = found.orElseThrow(() -> new Objection(
                        409,
                        "$." + member,
                        "the case has no resource that says this; send the update as a whole Bundle"));
                how.accept(resource, asked.path(member));
                stamp(resource, now);
            }
        }

        private static void act(ObjectNode plan, ArrayNode outcomes) {
            plan.remove("activity");
            plan.putArray("activity").addObject().set("outcomeCodeableConcept", outcomes);
        }

        /** A Flag about something else, a safeguarding concern, stays as it is. */
        private Optional<ObjectNode> scene() {
            return held.all("Flag").stream()
                    .filter(SceneSafety::isSaidBy)
                    .map(Entry::resource)
                    .findFirst();
        }

        private Optional<ObjectNode> senders() {
            return first("ServiceRequest")
                    .flatMap(request -> Tree.text(request, "encounter", "reference"))
                    .flatMap(held::resolve)
                    .map(Entry::resource);
        }

        private Optional<ObjectNode> first(String type) {
            return held.first(type).map(Entry::resource);
        }
    }
}
