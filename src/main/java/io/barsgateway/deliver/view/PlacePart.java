package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.ServiceRequest;

/** {@code locations}: each place of the message, and whether it is the one where help is needed. */
final class PlacePart implements ViewPart {

    private static final String LOCATION_EXTENSION = "locationextension";

    /** Parts of LocationExtension by their urls, in small letters, and the members that they become. */
    private static final Map<String, String> PARTS = Map.of(
            "uprn", "uprn",
            "paf", "paf",
            "eastings", "eastings",
            "northings", "northings",
            "what3words", "what3words",
            "accuracy", "accuracy");

    private final ViewWriter writer;
    private final Entries entries;
    private final Particulars particulars;

    PlacePart(ViewWriter writer, Entries entries, Particulars particulars) {
        this.writer = writer;
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        List<Location> named = entries.focus(ServiceRequest.class).stream()
                .flatMap(request -> entries.behind(request.getLocationReference(), Location.class).stream())
                .toList();
        view.set("locations", ViewWriter.objects(entries.all(Location.class), (node, location) -> {
            node.put("isIncident", isIncident(location) || named.stream().anyMatch(one -> one == location));
            place(node, location);
        }));
    }

    private static boolean isIncident(Location location) {
        return location.getType().stream()
                .flatMap(type -> type.getCoding().stream())
                .filter(coding -> ViewWriter.isOf(coding.getSystemElement(), Systems.LOCATION_TYPES))
                .anyMatch(coding -> "ILOC".equalsIgnoreCase(coding.getCode()));
    }

    private void place(ObjectNode view, Location location) {
        writer.id(view, "id", location);
        writer.identifiers(view, "identifiers", location.getIdentifier());
        writer.text(view, "status", location.getStatusElement());
        writer.concepts(view, "types", location.getType());
        writer.text(view, "name", location.getNameElement());
        writer.text(view, "description", location.getDescriptionElement());
        ViewWriter.object(view, "address", address -> particulars.address(address, location.getAddress()));
        if (location.hasPosition()) {
            writer.number(view, "latitude", location.getPosition().getLatitudeElement());
            writer.number(view, "longitude", location.getPosition().getLongitudeElement());
        }
        particulars.phones(view, location.getTelecom());
        ViewWriter.extension(location.getExtension(), LOCATION_EXTENSION).ifPresent(extension -> {
            int before = view.size();
            extension.getExtension().forEach(part -> part(view, part));
            if (view.size() > before) {
                writer.named(extension);
            }
        });
    }

    private void part(ObjectNode view, Extension part) {
        Optional.ofNullable(part.getUrl())
                .map(url -> PARTS.get(url.toLowerCase(Locale.ROOT)))
                .filter(member -> !view.has(member))
                .ifPresent(member -> {
                    if (part.getValue() instanceof PrimitiveType<?> value && value.hasValue()) {
                        writer.text(view, member, value);
                        writer.named(part);
                    }
                });
    }
}
