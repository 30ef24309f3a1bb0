package io.barsgateway.fhir.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who a message's Patient is, as far as two are told apart; empty text where it does not say.
 *
 * @param verifiedNumber the NHS number, where it is present and verified; nothing less counts
 * @param birthDate a date, a month or a year
 * @param names every family and given name, lower-case
 * @param families every family name, lower-case, without placeholders such as Unknown
 * @param postcode of the first address, upper-case without spaces
 */
public record PatientIdentity(
        String nhsNumber,
        String verifiedNumber,
        String birthDate,
        String postcode,
        Set<String> names,
        Set<String> families) {

    private static final String VERIFICATION = "Extension-UKCore-NHSNumberVerificationStatus";
    private static final Set<String> VERIFIED = Set.of("number-present-and-verified", "01");
    private static final Set<String> PLACEHOLDERS = Set.of(
            "unknown", "unk", "not known", "notknown", "unidentified", "anonymous", "nk", "n/k", "na", "n/a", "-", "?");

    public static PatientIdentity of(MessageBundle bundle) {
        return bundle.first("Patient")
                .map(Entry::resource)
                .map(PatientIdentity::of)
                .orElse(none());
    }

    private static PatientIdentity none() {
        return new PatientIdentity("", "", "", "", Set.of(), Set.of());
    }

    private static PatientIdentity of(ObjectNode patient) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> families = new LinkedHashSet<>();
        for (ObjectNode name : Tree.list(patient, "name")) {
            words(Tree.text(name, "family")).forEach(names::add);
            Tree.text(name, "family")
                    .map(family -> String.join(" ", words(Optional.of(family))))
                    .filter(family -> !family.isEmpty() && !PLACEHOLDERS.contains(family))
                    .ifPresent(families::add);
            name.path("given")
                    .forEach(given -> words(Optional.of(given.asText())).forEach(names::add));
            words(Tree.text(name, "text")).forEach(names::add);
        }
        return new PatientIdentity(
                Tree.identifier(patient, Systems.NHS_NUMBER)
                        .map(number -> number.replace(" ", ""))
                        .orElse(""),
                verified(patient),
                Tree.text(patient, "birthDate").orElse(""),
                Tree.list(patient, "address").stream()
                        .flatMap(address -> Tree.text(address, "postalCode").stream())
                        .map(PatientIdentity::normalPostcode)
                        .findFirst()
                        .orElse(""),
                names,
                families);
    }

    private static String verified(ObjectNode patient) {
        return Tree.list(patient, "identifier").stream()
                .filter(identifier -> Tree.text(identifier, "system")
                        .filter(system -> Systems.same(system, Systems.NHS_NUMBER))
                        .isPresent())
                .filter(identifier -> Tree.list(identifier, "extension").stream()
                        .filter(extension ->
                                Tree.text(extension, "url").orElse("").endsWith(VERIFICATION))
                        .flatMap(extension -> Tree.object(extension, "valueCodeableConcept").stream())
                        .flatMap(concept -> Tree.list(concept, "coding").stream())
                        .flatMap(coding -> Tree.text(coding, "code").stream())
                        .anyMatch(VERIFIED::contains))
                .flatMap(identifier -> Tree.text(identifier, "value").stream())
                .map(number -> number.replace(" ", ""))
                .findFirst()
                .orElse("");
    }

    /** Whether it says who the patient is where the other does not, or says it more exactly. */
    public boolean saysMoreThan(PatientIdentity other) {
        return (!verifiedNumber.isEmpty() && other.verifiedNumber.isEmpty())
                || (!nhsNumber.isEmpty() && other.nhsNumber.isEmpty())
                || birthDate.length() > other.birthDate.length()
                || (!families.isEmpty() && other.families.isEmpty());
    }

    /** A postcode as it is compared. */
    public static String normalPostcode(String text) {
        return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** The words of a name as they are compared. */
    public static List<String> words(Optional<String> name) {
        return name.stream()
                .flatMap(text -> Stream.of(text.strip().toLowerCase(Locale.ROOT).split("[\\s,]+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether both say something that cannot be said of one person. */
    public boolean isAnother(PatientIdentity other) {
        boolean numbers = !nhsNumber.isEmpty() && !other.nhsNumber.isEmpty() && !nhsNumber.equals(other.nhsNumber);
        return numbers || hasAnotherBirthDate(other) || hasAnotherName(other);
    }

    /** Whether both say what only one person is: the same NHS number, or birth date and name. */
    public boolean isSurelyTheSame(PatientIdentity other) {
        if (isAnother(other)) {
            return false;
        }
        boolean sameNumber = !nhsNumber.isEmpty() && nhsNumber.equals(other.nhsNumber);
        boolean sameNameAndBirth = !birthDate.isEmpty()
                && birthDate.equals(other.birthDate)
                && names.stream().anyMatch(other.names::contains);
        return sameNumber || sameNameAndBirth;
    }

    /** Dates of birth that cannot both be true; a year fits every day in it. */
    public boolean hasAnotherBirthDate(PatientIdentity other) {
        return !birthDate.isEmpty()
                && !other.birthDate.isEmpty()
                && !birthDate.startsWith(other.birthDate)
                && !other.birthDate.startsWith(birthDate);
    }

    /** Family names that cannot both be true; other names count only where one side states no family name. */
    private boolean hasAnotherName(PatientIdentity other) {
        if (families.isEmpty() != other.families.isEmpty()) {
            return false;
        }
        boolean words =
                !names.isEmpty() && !other.names.isEmpty() && names.stream().noneMatch(other.names::contains);
        return families.isEmpty() ? words : hasAnotherFamily(other);
    }

    /** Whether both state a family name, and none of one is one of the other. */
    public boolean hasAnotherFamily(PatientIdentity other) {
        return !families.isEmpty()
                && !other.families.isEmpty()
                && families.stream().noneMatch(other.families::contains);
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "a patient";
    }
}
