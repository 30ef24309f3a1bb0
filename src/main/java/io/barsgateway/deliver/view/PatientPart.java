package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PositiveIntType;

/** {@code patient} and {@code contacts}: whom it is about, and whom to call in which order. */
final class PatientPart implements ViewPart {

    private static final String STATUS = "extension-ukcore-nhsnumberverificationstatus";
    private static final String ETHNICITY = "extension-ukcore-ethniccategory";
    private static final String RELIGION = "/patient-religion";
    private static final String RANK = "extension-ukcore-contactrank";

    private final ViewWriter writer;
    private final Entries entries;
    private final Particulars particulars;

    PatientPart(ViewWriter writer, Entries entries, Particulars particulars) {
        this.writer = writer;
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        Optional<Patient> patient = entries.patient();
        patient.ifPresent(found -> ViewWriter.object(view, "patient", node -> patient(node, found)));
        List<Patient.ContactComponent> contacts = patient.stream()
                .flatMap(found -> found.getContact().stream())
                .sorted(Comparator.comparingInt(PatientPart::place))
                .toList();
        view.set("contacts", ViewWriter.objects(contacts, this::contact));
    }

    private void patient(ObjectNode view, Patient patient) {
        writer.identifier(view, "nhsNumber", patient.getIdentifier(), Systems.NHS_NUMBER);
        patient.getIdentifier().stream()
                .filter(identifier -> ViewWriter.isOf(identifier.getSystemElement(), Systems.NHS_NUMBER))
                .findFirst()
                .ifPresent(number -> concept(view, "nhsNumberStatus", number.getExtension(), STATUS));
        writer.identifiers(view, "identifiers", patient.getIdentifier());
        writer.id(view, "id", patient);
        List<HumanName> names = firstOf(patient.getName(), name -> name.getUse() == HumanName.NameUse.OFFICIAL);
        names.stream().limit(1).forEach(name -> ViewWriter.object(view, "name", node -> particulars.name(node, name)));
        ViewWriter.objects(view, "otherNames", names.stream().skip(1).toList(), particulars::name);
        writer.text(view, "birthDate", patient.getBirthDateElement());
        writer.text(view, "gender", patient.getGenderElement());
        if (patient.getDeceased() instanceof BooleanType deceased) {
            writer.truth(view, "deceased", deceased);
        } else if (patient.getDeceased() instanceof DateTimeType died) {
            writer.time(view, "died", died);
        }
        List<Address> addresses = firstOf(patient.getAddress(), address -> address.getUse() == Address.AddressUse.HOME);
        addresses.stream()
                .limit(1)
                .forEach(address -> ViewWriter.object(view, "address", node -> particulars.address(node, address)));
        ViewWriter.objects(view, "otherAddresses", addresses.stream().skip(1).toList(), particulars::address);
        particulars.phones(view, patient.getTelecom());
        ViewWriter.objects(view, "languages", patient.getCommunication(), this::language);
        concept(view, "ethnicCategory", patient.getExtension(), ETHNICITY);
        concept(view, "religion", patient.getExtension(), RELIGION);
        ViewWriter.objects(view, "generalPractitioners", patient.getGeneralPractitioner(), particulars::party);
    }

    private void language(ObjectNode view, Patient.PatientCommunicationComponent communication) {
        writer.concept(view, communication.getLanguage());
        writer.truth(view, "preferred", communication.getPreferredElement());
    }

    /** The value of an extension, where it is a concept. */
    private void concept(ObjectNode view, String name, List<Extension> extensions, String url) {
        List<Extension> concepts = extensions.stream()
                .filter(extension -> extension.getValue() instanceof CodeableConcept)
                .toList();
        ViewWriter.extension(concepts, url).ifPresent(extension -> {
            writer.concept(view, name, (CodeableConcept) extension.getValue());
            if (view.has(name)) {
                writer.named(extension);
            }
        });
    }

    private void contact(ObjectNode view, Patient.ContactComponent contact) {
        rank(contact).ifPresent(rank -> {
            writer.number(view, "rank", (PositiveIntType) rank.getValue());
            writer.named(rank);
        });
        ViewWriter.object(view, "name", name -> particulars.name(name, contact.getName()));
        writer.concepts(view, "relationships", contact.getRelationship());
        writer.text(view, "gender", contact.getGenderElement());
        particulars.phones(view, contact.getTelecom());
        ViewWriter.object(view, "address", address -> particulars.address(address, contact.getAddress()));
        particulars.organisation(view, contact.getOrganization());
    }

    private static Optional<Extension> rank(Patient.ContactComponent contact) {
        List<Extension> numbers = contact.getExtension().stream()
                .filter(extension -> extension.getValue() instanceof PositiveIntType number && number.hasValue())
                .toList();
        return ViewWriter.extension(numbers, RANK);
    }

    private static int place(Patient.ContactComponent contact) {
        return rank(contact)
                .map(extension -> Particulars.rank((PositiveIntType) extension.getValue()))
                .orElse(Integer.MAX_VALUE);
    }

    /** Those that are so, then the others, each in their order. */
    private static <T> List<T> firstOf(List<T> all, Predicate<T> isFirst) {
        return all.stream()
                .sorted(Comparator.comparing((T one) -> !isFirst.test(one)))
                .toList();
    }
}
