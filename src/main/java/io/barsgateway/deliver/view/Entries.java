package io.barsgateway.deliver.view;

import io.barsgateway.fhir.FullUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;

/**
 * The resources of a message, found by the references that lead to them: by fullUrl, else as {@code Type/id}. Such a reference,
 * and the fullUrl or id that it names, count as carried, since the view shows what they lead to.
 */
final class Entries {

    /** How often one resource is shown; a real message leads to one a few dozen times. */
    private static final int MOST_SHOWN = 500;

    private final List<Resource> resources;
    private final CarriedElements carried;
    private final Map<String, BundleEntryComponent> byName = new HashMap<>();
    private final IdentityHashMap<Practitioner, List<PractitionerRole>> roles = new IdentityHashMap<>();
    private final IdentityHashMap<Resource, Integer> led = new IdentityHashMap<>();
    private final Optional<Patient> patient;
    private final Set<Resource> shown = Collections.newSetFromMap(new IdentityHashMap<>());

    Entries(Bundle message, CarriedElements carried) {
        this.carried = carried;
        List<BundleEntryComponent> entries = message.getEntry().stream()
                .filter(entry -> entry.getResource() != null)
                .toList();
        resources = entries.stream().map(BundleEntryComponent::getResource).toList();
        for (BundleEntryComponent entry : entries) {
            if (entry.getFullUrlElement().hasValue()) {
                byName.putIfAbsent(FullUrl.key(entry.getFullUrl()), entry);
            }
            Resource resource = entry.getResource();
            if (resource.getIdElement().hasIdPart()) {
                byName.putIfAbsent(
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart(), entry);
            }
        }
        for (PractitionerRole role : all(PractitionerRole.class)) {
            named(role.getPractitioner())
                    .map(BundleEntryComponent::getResource)
                    .filter(Practitioner.class::isInstance)
                    .ifPresent(found -> roles.computeIfAbsent((Practitioner) found, none -> new ArrayList<>())
                            .add(role));
        }
        patient = findPatient();
    }

    /** The roles that name a practitioner. */
    List<PractitionerRole> roles(Practitioner practitioner) {
        List<PractitionerRole> found = roles.getOrDefault(practitioner, List.of());
        found.forEach(role -> behind(role.getPractitioner(), Practitioner.class));
        return found;
    }

    /** Says that a resource has its place in the view. */
    void show(Resource resource) {
        shown.add(resource);
    }

    /** Those of that type that have no place in the view yet. */
    <T extends Resource> List<T> others(Class<T> type) {
        return all(type).stream().filter(one -> !shown.contains(one)).toList();
    }

    <T extends Resource> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one of that type; empty where there is none, and where there are several to choose from. */
    <T extends Resource> Optional<T> only(Class<T> type) {
        List<T> all = all(type);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** What a reference leads to, where that is of this type; nothing where it has been led to far too often. */
    <T extends Resource> Optional<T> behind(Reference reference, Class<T> type) {
        Optional<BundleEntryComponent> found = named(reference)
                .filter(entry -> type.isInstance(entry.getResource()))
                .filter(entry -> led.merge(entry.getResource(), 1, Integer::sum) <= MOST_SHOWN);
        found.ifPresent(entry -> {
            carried.add(reference.getReferenceElement_());
            boolean byFullUrl = entry.getFullUrlElement().hasValue()
                    && FullUrl.same(
                            entry.getFullUrl(), reference.getReferenceElement_().getValue());
            carried.add(
                    byFullUrl ? entry.getFullUrlElement() : entry.getResource().getIdElement());
        });
        return found.map(BundleEntryComponent::getResource).map(type::cast);
    }

    private Optional<BundleEntryComponent> named(Reference reference) {
        StringType name = reference.getReferenceElement_();
        return name.hasValue() ? Optional.ofNullable(byName.get(FullUrl.key(name.getValue()))) : Optional.empty();
    }

    <T extends Resource> List<T> behind(List<Reference> references, Class<T> type) {
        return references.stream()
                .flatMap(reference -> behind(reference, type).stream())
                .toList();
    }

    Optional<MessageHeader> header() {
        return all(MessageHeader.class).stream().findFirst();
    }

    /** What the message is about, as MessageHeader.focus says, where that is of this type; else the only one of it. */
    <T extends Resource> Optional<T> focus(Class<T> type) {
        return header().flatMap(
                        header -> behind(header.getFocus(), type).stream().findFirst())
                .or(() -> only(type));
    }

    /** The patient that the ServiceRequest or the Appointment refers to, else the only one. */
    Optional<Patient> patient() {
        return patient;
    }

    private Optional<Patient> findPatient() {
        Stream<Reference> subjects = Stream.concat(
                focus(ServiceRequest.class).map(ServiceRequest::getSubject).stream(),
                focus(Appointment.class).stream()
                        .flatMap(appointment -> appointment.getParticipant().stream())
                        .map(Appointment.AppointmentParticipantComponent::getActor));
        return behind(subjects.toList(), Patient.class).stream().findFirst().or(() -> only(Patient.class));
    }

    /** The type of what a reference leads to; empty of a patient who is not the one of the view. */
    Optional<String> type(Reference reference) {
        Optional<Resource> found = named(reference).map(BundleEntryComponent::getResource);
        boolean isShown = found.filter(one -> one instanceof Location
                        || patient.filter(it -> it == one).isPresent())
                .isPresent();
        if (isShown) {
            return behind(reference, Resource.class).map(Resource::fhirType);
        }
        return found.filter(one -> !(one instanceof Patient)).map(Resource::fhirType);
    }
}
