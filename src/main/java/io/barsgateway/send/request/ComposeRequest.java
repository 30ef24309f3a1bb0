package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.DecisionSupport;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.tenant.NamedServices;
import io.barsgateway.respond.ResponseProperties;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Composes a BaRS request from a short description, or an update or cancel from what was sent and a change
 * (docs/conformance.md, W4.2).
 */
@Component
final class ComposeRequest {

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
    MessageBundle open(JsonNode asked) {
        String kind = asked.path("kind").asText();
        String useCase = asked.path("useCase").asText().toLowerCase(Locale.ROOT);
        String application = recognition.application(useCase);
        ComposedResources resources = new ComposedResources(
                asked, services.of(asked.path("to").asText()), application, newIds, Times.instant(clock.instant()));
        ObjectNode header = header(asked, kind, resources);
        if (kind.equals("booking")) {
            resources.booking();
        } else {
            resources.referral(kind);
        }
        header.putArray("focus")
                .addObject()
                .put("reference", resources.url(kind.equals("booking") ? "Appointment" : "ServiceRequest"));
        ObjectNode bundle = ComposeChange.envelope(
                newIds.get(),
                asked.path("version").asText(recognition.version(useCase)),
                Times.instant(clock.instant()));
        ArrayNode entries = bundle.putArray("entry");
        resources.addAll(header, entries);
        return MessageBundle.of(bundle);
    }

    /** An update or a cancel of a case; what it says so far is changed in its place. */
    MessageBundle change(MessageBundle held, JsonNode asked) {
        return new ComposeChange(newIds, clock).change(held, asked);
    }

    private ObjectNode header(JsonNode asked, String kind, ComposedResources resources) {
        boolean booking = kind.equals("booking");
        String event = booking ? "booking-request" : "servicerequest-request";
        ObjectNode header = resources.resource("MessageHeader");
        header.withObject("meta")
                .putArray("profile")
                .add("https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-" + event);
        header.putArray("extension").add(DecisionSupport.extension(software.software(), software.softwareVersion()));
        header.putObject("eventCoding").put("system", Systems.EVENTS).put("code", event);
        ObjectNode destination = header.putArray("destination").addObject();
        destination.put("endpoint", services.of(asked.path("to").asText()).toString());
        destination.putObject("receiver").put("reference", resources.organisation("receiver"));
        header.putObject("sender").put("reference", resources.organisation("sender"));
        header.putObject("source")
                .put("name", asked.path("sender").path("name").asText())
                .put("software", software.software())
                .put("version", software.softwareVersion())
                .put("endpoint", services.of(asked.path("from").asText()).toString());
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
}
