package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FullUrl;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Appointment of a cancel beside the one that we hold: what it states must be what was booked; what it leaves out is no difference. */
final class CancelledBooking {

    private final MessageBundle held;
    private final MessageBundle told;

    CancelledBooking(MessageBundle held, MessageBundle told) {
        this.held = held;
        this.told = told;
    }

    /** The first element that states something else than was booked; empty where none does. */
    Optional<String> difference() {
        if (differ(time("start", held), time("start", told))) {
            return Optional.of("Appointment.start");
        }
        if (differ(time("end", held), time("end", told))) {
            return Optional.of("Appointment.end");
        }
        if (lacksAll(codes("serviceCategory", held), codes("serviceCategory", told))) {
            return Optional.of("Appointment.serviceCategory");
        }
        if (lacksAll(codes("serviceType", held), codes("serviceType", told))) {
            return Optional.of("Appointment.serviceType");
        }
        if (lacksAll(services(held), services(told))) {
            return Optional.of("HealthcareService.identifier");
        }
        return lacks(actors(held), actors(told)) ? Optional.of("Appointment.participant.actor") : Optional.empty();
    }

    private static boolean differ(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** Whether something is stated that is not held, where anything is held at all. */
    private static boolean lacks(Set<String> held, Set<String> told) {
        return !held.isEmpty() && !held.containsAll(told);
    }

    /** The same of what has several names: one that is held is enough, since all of them name one thing. */
    private static boolean lacksAll(List<Set<String>> held, List<Set<String>> told) {
        Set<String> known = new LinkedHashSet<>();
        held.forEach(known::addAll);
        return !known.isEmpty()
                && told.stream().anyMatch(names -> !names.isEmpty() && Collections.disjoint(known, names));
    }

    private static Optional<ObjectNode> appointment(MessageBundle bundle) {
        return bundle.first("Appointment").map(Entry::resource);
    }

    private static Optional<Instant> time(String name, MessageBundle bundle) {
        return appointment(bundle).flatMap(found -> Tree.text(found, name)).flatMap(Times::parse);
    }

    /** The codes of each concept. */
    private static List<Set<String>> codes(String name, MessageBundle bundle) {
        return appointment(bundle).stream()
                .flatMap(found -> Tree.list(found, name).stream())
                .map(concept -> texts(Tree.list(concept, "coding"), "code"))
                .toList();
    }

    /** The identifiers of each service. */
    private static List<Set<String>> services(MessageBundle bundle) {
        return bundle.all("HealthcareService").stream()
                .map(service -> texts(Tree.list(service.resource(), "identifier"), "value"))
                .toList();
    }

    private static Set<String> texts(List<ObjectNode> elements, String name) {
        return elements.stream()
                .flatMap(element -> Tree.text(element, name).stream())
                .collect(Collectors.toSet());
    }

    /** Whom it names but for the patient, who is compared as a person: by identifier where there is one, else by name. */
    private static Set<String> actors(MessageBundle bundle) {
        Set<String> actors = new LinkedHashSet<>();
        appointment(bundle).ifPresent(found -> Tree.list(found, "participant").stream()
                .flatMap(participant -> Tree.object(participant, "actor").stream())
                .flatMap(actor -> Tree.text(actor, "reference").stream())
                .forEach(reference -> actor(bundle, reference).ifPresent(actors::add)));
        return actors;
    }

    private static Optional<String> actor(MessageBundle bundle, String reference) {
        Optional<Entry> named = bundle.resolve(reference);
        if (named.filter(entry -> entry.type().equals("Patient")).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(named.flatMap(entry -> Tree.list(entry.resource(), "identifier").stream()
                        .flatMap(identifier -> Tree.text(identifier, "value").stream())
                        .findFirst())
                .orElse(FullUrl.key(reference)));
    }
}
