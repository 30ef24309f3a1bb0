package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.respond.Outcome.Kind;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The MessageHeader of a response: the roles of the request exchanged, and the request's Bundle.id as what it answers. */
@Component
final class ComposeHeader {

    static final String EVENT = "servicerequest-response";

    private static final String CDSS = "https://fhir.nhs.uk/StructureDefinition/CDSSExtension";
    private static final String PROFILE =
            "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-response";

    private final ResponseProperties properties;
    private final Tenants tenants;
    private final Supplier<UUID> newIds;

    ComposeHeader(ResponseProperties properties, Tenants tenants, Supplier<UUID> newIds) {
        this.properties = properties;
        this.tenants = tenants;
        this.newIds = newIds;
    }

    /** Update where an interim went before it, else new. */
    static String reason(HeldCase held, Outcome outcome) {
        return outcome.kind() == Kind.FULL && held.encounterStatus().equals("in-progress") ? "update" : "new";
    }

    void addTo(ObjectNode bundle, HeldCase held, Outcome outcome, ResponseChoices choices, String now) {
        MessageBundle request = held.state().merged();
        boolean reuse = choices.headerId() == HeaderId.REQUEST;
        String id = newIds.get().toString();
        ObjectNode entry = bundle.withArray("entry").addObject();
        entry.put("fullUrl", reuse ? request.entries().get(0).fullUrl() : "urn:uuid:" + id);
        ObjectNode header = entry.putObject("resource");
        header.put("resourceType", "MessageHeader");
        header.put("id", reuse ? Tree.text(request.header(), "id").orElse(id) : id);
        header.putObject("meta").put("lastUpdated", now).putArray("profile").add(PROFILE);
        addSoftware(header);
        header.putObject("eventCoding").put("system", Systems.EVENTS).put("code", EVENT);
        ObjectNode destination = header.putArray("destination").addObject();
        destination.put("endpoint", held.counterpart().toString());
        destination
                .putObject("receiver")
                .put(
                        "reference",
                        Tree.text(request.header(), "sender", "reference").orElseThrow());
        header.putObject("sender").put("reference", receiverOf(request, held.service()));
        addSource(header, held);
        coded(header.putObject("reason"), Systems.REASONS, reason(held, outcome));
        header.putObject("response").put("identifier", answered(held, choices)).put("code", "ok");
        header.putArray("focus").addObject().put("reference", focus(held, outcome, choices));
        header.put(
                "definition",
                Systems.DEFINITIONS + "bars-message-servicerequest-response-" + definition(held, outcome));
    }

    /** Our own Organization: the receiver of the destination that named this service. */
    private static String receiverOf(MessageBundle request, ServiceId service) {
        return Tree.list(request.header(), "destination").stream()
                .filter(destination -> Tree.text(destination, "endpoint")
                        .flatMap(ServiceId::ofEndpoint)
                        .filter(service::isSame)
                        .isPresent())
                .flatMap(destination -> Tree.text(destination, "receiver", "reference").stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A checked request names its receiver"));
    }

    private static String definition(HeldCase held, Outcome outcome) {
        return switch (outcome.kind()) {
            case INTERIM -> "validation-interim";
            case FULL -> "validation-full";
            case REJECTED -> held.category().equals("validation") ? "validation-interim" : "referral-short";
            case STATUS -> "referral-short";
            case SAFEGUARDING_DNA -> "referral";
        };
    }

    private static String answered(HeldCase held, ResponseChoices choices) {
        return switch (choices.answers()) {
            case REQUEST -> held.requestBundleId();
            case LATEST -> held.latestBundleId();
        };
    }

    private static String focus(HeldCase held, Outcome outcome, ResponseChoices choices) {
        return choices.focus() == Focus.ENCOUNTER && outcome.kind() != Kind.SAFEGUARDING_DNA
                ? held.state().encounter()
                : held.state()
                        .merged()
                        .first("ServiceRequest")
                        .map(Entry::fullUrl)
                        .orElseThrow();
    }

    /** The part names as the published StructureDefinition spells them. */
    private void addSoftware(ObjectNode header) {
        ObjectNode extension = header.putArray("extension").addObject();
        ObjectNode software = extension.putArray("extension").addObject();
        software.put("url", "RequesterCDSSsoftware").put("valueString", properties.software());
        extension
                .withArray("extension")
                .addObject()
                .put("url", "RequesterCDSSversion")
                .put("valueString", properties.softwareVersion());
        extension.put("url", CDSS);
    }

    private void addSource(ObjectNode header, HeldCase held) {
        ObjectNode source = header.putObject("source");
        source.put("name", sourceName(held.service()));
        source.put("software", properties.software());
        source.put("version", properties.softwareVersion());
        if (!properties.contact().isEmpty()) {
            source.putObject("contact").put("system", "phone").put("value", properties.contact());
        }
        source.put("endpoint", held.service().toString());
    }

    private String sourceName(ServiceId service) {
        if (!properties.sourceName().isEmpty()) {
            return properties.sourceName();
        }
        return tenants.of(service).map(Tenant::name).orElse(service.value());
    }

    private static void coded(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }
}
