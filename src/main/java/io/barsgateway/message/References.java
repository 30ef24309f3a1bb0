package io.barsgateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FullUrl;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code urn:uuid} references of a message that name no entry of it (docs/conformance.md, P5.2). Care breaks only where
 * the workflow itself follows one; every other is told of in a warning, since a refused referral is a lost referral.
 */
final class References {

    private static final Set<String> FOLLOWED = Set.of(
            "ServiceRequest.subject",
            "ServiceRequest.encounter",
            "Appointment.slot",
            "Encounter.subject",
            "CarePlan.subject",
            "CarePlan.encounter",
            "Task.focus");
    private static final String INCIDENT = "iloc";
    private static final int LONGEST = 60;

    private final MessageBundle bundle;
    private final boolean needsPlace;
    private final Set<String> names;
    private final Set<String> patients;
    private final IdentityHashMap<Entry, Boolean> namesPatient = new IdentityHashMap<>();
    private final List<String> followed = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private References(MessageBundle bundle, RecognitionFacts facts) {
        this.bundle = bundle;
        this.needsPlace = Set.of("APP4", "APP6").contains(facts.application()) && !hasOneIncident();
        this.names = bundle.entries().stream()
                .map(entry -> FullUrl.key(entry.fullUrl()))
                .collect(Collectors.toSet());
        this.patients =
                bundle.all("Patient").stream().flatMap(References::namesOf).collect(Collectors.toSet());
        bundle.entries().stream()
                .filter(entry -> !entry.type().equals("MessageHeader"))
                .forEach(entry -> walk(
                        entry,
                        entry.resource(),
                        new StringBuilder(Printable.element(entry.type())),
                        new StringBuilder(entry.type())));
    }

    static References of(MessageBundle bundle, RecognitionFacts facts) {
        return new References(bundle, facts);
    }

    /** Those that the workflow follows, each as path and name. */
    List<String> broken() {
        return List.copyOf(followed);
    }

    /** Each as path and name, of many the first twenty: what a message that may hold them is accepted with a warning of. */
    List<String> warnings() {
        Warnings warnings = new Warnings("references that name no entry of the Bundle");
        Stream.concat(followed.stream(), others.stream()).forEach(warnings::add);
        return warnings.all();
    }

    /**
     * Walks on with the path to a node: {@code path} with indexes, as it is told, {@code element} without, as it is known by. Both are as they
     * were when it returns; what is not broken is never written out.
     */
    private void walk(Entry entry, JsonNode node, StringBuilder path, StringBuilder element) {
        JsonNode reference = node.path("reference");
        if (reference.isTextual() && isBroken(reference.textValue())) {
            String told = path + ".reference " + printable(reference.textValue()) + " names no entry of the Bundle";
            (isFollowed(entry, element.toString()) ? followed : others).add(told);
        }
        int length = path.length();
        int known = element.length();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isContainerNode()) {
                walk(entry, node.get(i), path.append('[').append(i).append(']'), element);
                path.setLength(length);
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            // The Journey ID is never in the Bundle
            if (member.getValue().isContainerNode() && !member.getKey().equals("episodeOfCare")) {
                walk(
                        entry,
                        member.getValue(),
                        path.append('.').append(Printable.element(member.getKey())),
                        element.append('.').append(member.getKey()));
                path.setLength(length);
                element.setLength(known);
            }
        }
    }

    private boolean isBroken(String reference) {
        return FullUrl.isUuid(reference) && !names.contains(FullUrl.key(reference));
    }

    private boolean isFollowed(Entry entry, String element) {
        return switch (element) {
            case "ServiceRequest.locationReference" -> needsPlace;
            case "Appointment.participant.actor" -> !namesPatient.computeIfAbsent(entry, this::namesPatient);
            case "Flag.subject" -> SceneSafety.isSaidBy(entry);
            default -> FOLLOWED.contains(element);
        };
    }

    private boolean namesPatient(Entry appointment) {
        return Tree.list(appointment.resource(), "participant").stream()
                .flatMap(participant -> Tree.object(participant, "actor").stream())
                .flatMap(actor -> Tree.text(actor, "reference").stream())
                .map(FullUrl::key)
                .anyMatch(patients::contains);
    }

    /** Under which a reference means the entry. */
    private static Stream<String> namesOf(Entry entry) {
        return Stream.concat(
                        Stream.of(FullUrl.key(entry.fullUrl())),
                        Stream.of(entry.resource().path("id"))
                                .filter(JsonNode::isTextual)
                                .map(id -> entry.type() + "/" + id.textValue()))
                .filter(name -> !name.isEmpty());
    }

    private boolean hasOneIncident() {
        List<Entry> locations = bundle.all("Location");
        long incidents = locations.stream()
                .filter(location -> Tree.codeIn(Tree.list(location.resource(), "type"), Systems.LOCATION_TYPES)
                        .filter(INCIDENT::equals)
                        .isPresent())
                .count();
        return incidents == 1 || (incidents == 0 && locations.size() == 1);
    }

    /** A name that is no UUID may say anything. */
    private static String printable(String name) {
        return name.matches("(?i)urn:uuid:[0-9a-z-]{1," + LONGEST + "}") ? name : "urn:uuid:(not a UUID)";
    }
}
