package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.local.Objection;
import io.barsgateway.message.Recognition;
import io.barsgateway.message.SceneSafety;
import io.barsgateway.receive.tenant.NamedServices;
import io.barsgateway.respond.ResponseProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Composes a BaRS request from a short description, or an update or cancel from what was sent and a change
 * (docs/conformance.md, W4.2).
 */
@Component
final class ComposeRequest {

    private static final Set<String> IN_CANCEL = Set.of("ServiceRequest", "Appointment", "Patient", "Organization");

    private final Recognition recognition;
    private final ResponseProperties software;
    private final NamedServices services;
    private final Supplier<UUID> newIds;
    private final Clock clock;

    ComposeRequest(
            Recognition recognition,
            ResponseProperties software,
            NamedServices services,
            Supplier<UUID> newIds,
            Clock clock) {
        this.recognition = recognition;
        this.software = software;
        this.services = services;
        this.newIds = newIds;
        this.clock = clock;
    }

    /** A new referral, validation request or booking. */
    MessageBundle open(JsonNode wish) {
        String kind = wish.path("kind").asText();
        String application =
                recognition.application(wish.path("useCase").asText().toLowerCase(java.util.Locale.ROOT));
        ComposedResources resources = new ComposedResources(
                wish, services.of(wish.path("to").asText()), application, newIds, Times.instant(clock.instant()));
        ObjectNode header = header(wish, kind, resources);
        if (kind.equals("booking")) {
            resources.booking();
        } else {
            resources.referral(kind);
        }
        header.putArray("focus")
                .addObject()
                .put("reference", resources.url(kind.equals("booking") ? "Appointment" : "ServiceRequest"));
        ObjectNode bundle = envelope(
                wish.path("version")
                        .asText(recognition.version(wish.path("useCase").asText())),
                Times.instant(clock.instant()));
        ArrayNode entries = bundle.putArray("entry");
        resources.addAll(header, entries);
        return MessageBundle.of(bundle);
    }

    /** An update or a cancel of a case; what it says so far is changed in its place. */
    MessageBundle change(MessageBundle held, JsonNode wish) {
        String now = Times.instant(after(held));
        boolean cancel = wish.path("action").asText().equals("cancel");
        boolean booking = held.first("Appointment").isPresent()
                && held.first("ServiceRequest").isEmpty();
        if (cancel) {
            held.first(booking ? "Appointment" : "ServiceRequest")
                    .map(Entry::resource)
                    .ifPresent(subject -> {
                        subject.put("status", wish.path("status").asText(booking ? "cancelled" : "revoked"));
                        if (wish.has("reason")) {
                            ObjectNode reason = booking
                                    ? subject.putObject("cancelationReason")
                                    : subject.putArray("reasonCode").addObject();
                            reason.put("text", wish.path("reason").asText());
                        }
                        stamp(subject, now);
                    });
        } else {
            new ChangedResources(held, wish, now).change();
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
        ObjectNode bundle = envelope(held.versionId().orElse(""), now);
        ArrayNode entries = bundle.putArray("entry");
        for (Entry entry : held.entries()) {
            if (!cancel || entry.type().equals("MessageHeader") || IN_CANCEL.contains(entry.type())) {
                entries.addObject().put("fullUrl", entry.fullUrl()).set("resource", entry.resource());
            }
        }
        return MessageBundle.of(bundle);
    }

    /** Now, and later than all that is held: whatever the clocks say, a Receiver takes the change for the newer one. */
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

    private ObjectNode envelope(String version, String now) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("id", newIds.get().toString());
        bundle.putObject("meta")
                .put("versionId", version)
                .put("lastUpdated", now)
                .putArray("profile")
                .add("https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage");
        return bundle.put("type", "message").put("timestamp", now);
    }

    private ObjectNode header(JsonNode wish, String kind, ComposedResources resources) {
        boolean booking = kind.equals("booking");
        String event = booking ? "booking-request" : "servicerequest-request";
        ObjectNode header = resources.resource("MessageHeader");
        header.withObject("meta")
                .putArray("profile")
                .add("https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-" + event);
        ObjectNode extension = header.putArray("extension").addObject();
        ArrayNode parts = extension.putArray("extension");
        parts.addObject().put("url", "RequesterCDSSsoftware").put("valueString", software.software());
        parts.addObject().put("url", "RequesterCDSSversion").put("valueString", software.softwareVersion());
        extension.put("url", "https://fhir.nhs.uk/StructureDefinition/CDSSExtension");
        header.putObject("eventCoding").put("system", Systems.EVENTS).put("code", event);
        ObjectNode destination = header.putArray("destination").addObject();
        destination.put("endpoint", services.of(wish.path("to").asText()).toString());
        destination.putObject("receiver").put("reference", resources.organisation("receiver"));
        header.putObject("sender").put("reference", resources.organisation("sender"));
        header.putObject("source")
                .put("name", wish.path("sender").path("name").asText())
                .put("software", software.software())
                .put("version", software.softwareVersion())
                .put("endpoint", services.of(wish.path("from").asText()).toString());
        header.putObject("reason")
                .putArray("coding")
                .addObject()
                .put("system", Systems.REASONS)
                .put("code", "new");
        return header.put(
                "definition",
                Systems.DEFINITIONS + "bars-message-"
                        + (booking ? "booking-request" : "servicerequest-request-" + kind));
    }

    /** Changes what an update says anew; only that is stamped. What the case has no place for is said at once, and not lost. */
    private record ChangedResources(MessageBundle held, JsonNode wish, String now) {

        private void change() {
            first("ServiceRequest").ifPresent(request -> request.put("status", "active"));
            change(
                    "occurrence",
                    first("ServiceRequest"),
                    (request, said) -> request.set("occurrencePeriod", said.deepCopy()));
            change("outcomes", first("CarePlan"), (plan, said) -> FhirElements.outcomes(plan, wish));
            change("sceneSafety", scene(), FhirElements::sceneSafety);
            change("location", first("Location"), FhirElements::location);
            change("encounter", senders(), (encounter, said) -> encounter.put("status", said.asText()));
        }

        private void change(String member, Optional<ObjectNode> found, BiConsumer<ObjectNode, JsonNode> how) {
            if (wish.has(member)) {
                ObjectNode resource = found.orElseThrow(() -> new Objection(
                        409,
                        "$." + member,
                        "the case has no resource that says this; send the update as a whole Bundle"));
                how.accept(resource, wish.path(member));
                stamp(resource, now);
            }
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
