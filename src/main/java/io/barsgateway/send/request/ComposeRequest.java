package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.template.DecisionSupport;
import io.barsgateway.fhir.template.MessageEnvelope;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.tenant.NamedServices;
import io.barsgateway.respond.ResponseProperties;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Composes a BaRS request from a short description, or an update or cancel from what was sent and a change
 * (docs/conformance.md, W4.2).
 */
@Component
final class ComposeRequest {

    private static final Template HEADER = Template.named(
            "request/message-header",
            "now",
            "event",
            "decisionSupport",
            "to",
            "receiver",
            "sender",
            "sourceName",
            "software",
            "version",
            "from",
            "definition",
            "focus");

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
        String now = Times.instant(clock.instant());
        ComposedResources resources =
                new ComposedResources(asked, services.of(asked.path("to").asText()), application, newIds, now);
        ObjectNode header = header(asked, kind, resources, now);
        if (kind.equals("booking")) {
            resources.booking();
        } else {
            resources.referral(kind);
        }
        String version = asked.path("version").asText();
        ObjectNode bundle =
                MessageEnvelope.of(newIds.get(), version.isEmpty() ? recognition.version(useCase) : version, now);
        resources.addAll(header, bundle.putArray("entry"));
        return MessageBundle.of(bundle);
    }

    /** An update or a cancel of a case; what it says so far is changed in its place. */
    MessageBundle change(MessageBundle held, JsonNode asked) {
        return new ComposeChange(newIds, clock).change(held, asked);
    }

    private ObjectNode header(JsonNode asked, String kind, ComposedResources resources, String now) {
        boolean booking = kind.equals("booking");
        Map<String, Object> values = new HashMap<>();
        values.put("now", now);
        values.put("event", booking ? "booking-request" : "servicerequest-request");
        values.put("decisionSupport", DecisionSupport.extension(software.software(), software.softwareVersion()));
        values.put("to", services.of(asked.path("to").asText()));
        values.put("receiver", resources.organisation("receiver"));
        values.put("sender", resources.organisation("sender"));
        values.put("sourceName", asked.path("sender").path("name").asText());
        values.put("software", software.software());
        values.put("version", software.softwareVersion());
        values.put("from", services.of(asked.path("from").asText()));
        values.put("definition", booking ? "booking-request" : "servicerequest-request-" + kind);
        values.put("focus", resources.url(booking ? "Appointment" : "ServiceRequest"));
        return HEADER.with(values);
    }
}
