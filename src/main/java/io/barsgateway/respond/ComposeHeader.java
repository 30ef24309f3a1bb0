package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fhir.template.DecisionSupport;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.respond.Outcome.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The MessageHeader of a response: the roles of the request exchanged, and the request's Bundle.id as what it answers. */
@Component
final class ComposeHeader {

    static final String EVENT = "servicerequest-response";

    private static final Template ENTRY = Template.named(
            "response-header",
            "fullUrl",
            "id",
            "now",
            "decisionSupport",
            "to",
            "receiver",
            "sender",
            "sourceName",
            "software",
            "version",
            "contact",
            "from",
            "reason",
            "answered",
            "focus",
            "definition");

    private static final Template CONTACT = Template.named("contact-by-telephone", "telephone");

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
        Map<String, Object> values = new HashMap<>();
        values.put("fullUrl", reuse ? request.entries().get(0).fullUrl() : "urn:uuid:" + id);
        values.put("id", reuse ? Tree.text(request.header(), "id").orElse(id) : id);
        values.put("now", now);
        values.put("decisionSupport", DecisionSupport.extension(properties.software(), properties.softwareVersion()));
        values.put("to", held.counterpart().toString());
        values.put(
                "receiver", Tree.text(request.header(), "sender", "reference").orElseThrow());
        values.put("sender", receiverOf(request, held.service()));
        values.put("sourceName", sourceName(held.service()));
        values.put("software", properties.software());
        values.put("version", properties.softwareVersion());
        if (!properties.contact().isEmpty()) {
            values.put("contact", CONTACT.with(Map.of("telephone", properties.contact())));
        }
        values.put("from", held.service().toString());
        values.put("reason", reason(held, outcome));
        values.put("answered", answered(held, choices));
        values.put("focus", focus(held, outcome, choices));
        values.put(
                "definition",
                Systems.DEFINITIONS + "bars-message-servicerequest-response-" + definition(held, outcome));
        bundle.withArray("entry").add(ENTRY.with(values));
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

    private String sourceName(ServiceId service) {
        if (!properties.sourceName().isEmpty()) {
            return properties.sourceName();
        }
        return tenants.of(service).map(Tenant::name).orElse(service.value());
    }
}
