package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;

/** Writes who and where: names, addresses, phones, practitioners and organisations. */
final class Particulars {

    private final ViewWriter writer;
    private final Entries entries;

    Particulars(ViewWriter writer, Entries entries) {
        this.writer = writer;
        this.entries = entries;
    }

    void name(ObjectNode view, HumanName name) {
        writer.text(view, "use", name.getUseElement());
        writer.text(view, "text", name.getTextElement());
        writer.texts(view, "prefix", name.getPrefix());
        writer.texts(view, "given", name.getGiven());
        writer.text(view, "family", name.getFamilyElement());
        writer.texts(view, "suffix", name.getSuffix());
        ViewWriter.object(view, "period", period -> writer.period(period, "start", "end", name.getPeriod()));
    }

    void address(ObjectNode view, Address address) {
        writer.text(view, "use", address.getUseElement());
        writer.text(view, "type", address.getTypeElement());
        writer.text(view, "text", address.getTextElement());
        writer.texts(view, "lines", address.getLine());
        writer.text(view, "city", address.getCityElement());
        writer.text(view, "district", address.getDistrictElement());
        writer.text(view, "county", address.getStateElement());
        writer.text(view, "postcode", address.getPostalCodeElement());
        writer.text(view, "country", address.getCountryElement());
        ViewWriter.object(view, "period", period -> writer.period(period, "start", "end", address.getPeriod()));
    }

    /** The first to try comes first; those without a rank keep their order behind the others. */
    void phones(ObjectNode view, List<ContactPoint> phones) {
        List<ContactPoint> ranked = phones.stream()
                .sorted(Comparator.comparingInt(phone -> rank(phone.getRankElement())))
                .toList();
        ViewWriter.objects(view, "phones", ranked, this::phone);
    }

    private void phone(ObjectNode view, ContactPoint phone) {
        writer.text(view, "system", phone.getSystemElement());
        writer.text(view, "value", phone.getValueElement());
        writer.text(view, "use", phone.getUseElement());
        writer.number(view, "rank", phone.getRankElement());
        ViewWriter.object(view, "period", period -> writer.period(period, "start", "end", phone.getPeriod()));
    }

    static int rank(PositiveIntType rank) {
        return rank.hasValue() ? rank.getValue() : Integer.MAX_VALUE;
    }

    void organisation(ObjectNode view, Organization organisation) {
        entries.show(organisation);
        writer.identifier(view, "odsCode", organisation.getIdentifier(), Systems.ODS);
        writer.text(view, "name", organisation.getNameElement());
        writer.id(view, "id", organisation);
        writer.identifiers(view, "identifiers", organisation.getIdentifier());
        writer.concepts(view, "types", organisation.getType());
        phones(view, organisation.getTelecom());
        ViewWriter.objects(view, "addresses", organisation.getAddress(), this::address);
    }

    /** The organisation that a reference leads to. */
    void organisation(ObjectNode view, Reference reference) {
        entries.behind(reference, Organization.class)
                .ifPresent(found ->
                        ViewWriter.object(view, "organisation", organisation -> organisation(organisation, found)));
    }

    private void practitioner(ObjectNode view, Practitioner practitioner) {
        entries.show(practitioner);
        writer.id(view, "id", practitioner);
        writer.identifiers(view, "identifiers", practitioner.getIdentifier());
        ViewWriter.objects(view, "names", practitioner.getName(), this::name);
        phones(view, practitioner.getTelecom());
    }

    private void role(ObjectNode view, PractitionerRole role) {
        entries.show(role);
        writer.id(view, "id", role);
        writer.identifiers(view, "identifiers", role.getIdentifier());
        writer.concepts(view, "codes", role.getCode());
        writer.concepts(view, "specialties", role.getSpecialty());
        phones(view, role.getTelecom());
        organisation(view, role.getOrganization());
    }

    /**
     * Who a reference leads to: a practitioner with each role that names that practitioner, a role with its practitioner, or an
     * organisation; of anyone else the type only.
     */
    void party(ObjectNode view, Reference reference) {
        entries.type(reference).ifPresent(type -> view.put("type", type));
        writer.text(view, "display", reference.getDisplayElement());
        entries.behind(reference, Practitioner.class).ifPresent(found -> person(view, found));
        entries.behind(reference, PractitionerRole.class).ifPresent(found -> person(view, found));
        organisation(view, reference);
    }

    /** A practitioner, with each role that names that practitioner. */
    void person(ObjectNode view, Practitioner found) {
        ViewWriter.object(view, "practitioner", practitioner -> practitioner(practitioner, found));
        ViewWriter.objects(view, "roles", entries.roles(found), this::role);
    }

    /** A role, with the practitioner that it names. */
    void person(ObjectNode view, PractitionerRole found) {
        entries.behind(found.getPractitioner(), Practitioner.class)
                .ifPresent(named ->
                        ViewWriter.object(view, "practitioner", practitioner -> practitioner(practitioner, named)));
        ViewWriter.objects(view, "roles", List.of(found), this::role);
    }

    void service(ObjectNode view, HealthcareService service) {
        entries.show(service);
        writer.id(view, "healthcareServiceId", service);
        writer.text(view, "name", service.getNameElement());
        writer.truth(view, "active", service.getActiveElement());
        writer.identifiers(view, "identifiers", service.getIdentifier());
        writer.concepts(view, "types", service.getType());
        writer.concepts(view, "specialties", service.getSpecialty());
        writer.text(view, "comment", service.getCommentElement());
        phones(view, service.getTelecom());
        organisation(view, service.getProvidedBy());
    }
}
