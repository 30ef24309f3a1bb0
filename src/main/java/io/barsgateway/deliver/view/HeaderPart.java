package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.identity.ServiceId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.MessageHeader.MessageSourceComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UrlType;

/**
 * {@code message}, {@code sender}, {@code receiver} and {@code response}: what the MessageHeader says, and the organisations that its
 * references lead to, never one that is found by its name or its place.
 */
final class HeaderPart implements ViewPart {

    private static final String DECISION_SUPPORT = "cdssextension";

    private final Bundle bundle;
    private final ServiceId ours;
    private final ViewWriter writer;
    private final Entries entries;
    private final Particulars particulars;

    /** @param ours the service of ours that the message is for: a message may have other destinations too */
    HeaderPart(Bundle bundle, ServiceId ours, ViewWriter writer, Entries entries, Particulars particulars) {
        this.bundle = bundle;
        this.ours = ours;
        this.writer = writer;
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        ViewWriter.object(view, "message", this::message);
        entries.header().ifPresent(header -> {
            ViewWriter.object(view, "sender", sender -> sender(sender, header));
            destination(header)
                    .ifPresent(found -> ViewWriter.object(view, "receiver", receiver -> receiver(receiver, found)));
            ViewWriter.object(view, "response", response -> response(response, header));
        });
    }

    private void message(ObjectNode view) {
        entries.header().ifPresent(header -> {
            if (header.getEvent() instanceof Coding event) {
                writer.coding(view, "event", event);
            }
            writer.concept(view, "reason", header.getReason());
            writer.text(view, "definition", header.getDefinitionElement());
        });
        writer.text(view, "applicationVersion", bundle.getMeta().getVersionIdElement());
        writer.time(view, "sent", bundle.getTimestampElement());
        writer.time(view, "lastUpdated", bundle.getMeta().getLastUpdatedElement());
    }

    private void sender(ObjectNode view, MessageHeader header) {
        MessageSourceComponent source = header.getSource();
        endpoint(view, source.getEndpointElement());
        writer.text(view, "name", source.getNameElement());
        particulars.organisation(view, header.getSender());
        ViewWriter.object(view, "software", software -> {
            writer.text(software, "name", source.getSoftwareElement());
            writer.text(software, "version", source.getVersionElement());
        });
        ViewWriter.extension(header.getExtension(), DECISION_SUPPORT)
                .ifPresent(extension -> decisionSupport(view, extension));
        particulars.phones(view, List.of(source.getContact()));
    }

    private void decisionSupport(ObjectNode view, Extension extension) {
        ViewWriter.object(view, "decisionSupport", software -> {
            part(software, "name", extension, "cdsssoftware");
            part(software, "version", extension, "cdssversion");
        });
        if (view.has("decisionSupport")) {
            writer.named(extension);
        }
    }

    private void part(ObjectNode view, String name, Extension extension, String url) {
        ViewWriter.extension(extension.getExtension(), url).ifPresent(part -> {
            if (part.getValue() instanceof StringType text && text.hasValue()) {
                writer.text(view, name, text);
                writer.named(part);
            }
        });
    }

    private Optional<MessageDestinationComponent> destination(MessageHeader header) {
        return header.getDestination().stream()
                .filter(destination -> serviceId(destination.getEndpointElement())
                        .filter(ours::isSame)
                        .isPresent())
                .findFirst()
                .or(() -> header.getDestination().stream().findFirst());
    }

    private void receiver(ObjectNode view, MessageDestinationComponent destination) {
        endpoint(view, destination.getEndpointElement());
        writer.text(view, "name", destination.getNameElement());
        particulars.organisation(view, destination.getReceiver());
    }

    private void endpoint(ObjectNode view, UrlType endpoint) {
        serviceId(endpoint).ifPresent(service -> view.put("serviceId", service.value()));
        writer.text(view, "endpoint", endpoint);
    }

    private static Optional<ServiceId> serviceId(PrimitiveType<?> endpoint) {
        return endpoint.hasValue() ? ServiceId.ofEndpoint(endpoint.getValueAsString()) : Optional.empty();
    }

    private void response(ObjectNode view, MessageHeader header) {
        if (header.hasResponse()) {
            writer.text(view, "answers", header.getResponse().getIdentifierElement());
            writer.text(view, "code", header.getResponse().getCodeElement());
        }
    }
}
