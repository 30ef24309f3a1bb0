package io.barsgateway.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who a message's Patient is, as far as two are told apart; empty text where it does not say.
 *
 * @param names every family and given name, lower-case
 * @param postcode of the first address, upper-case without spaces
 */
public record PatientIdentity(String nhsNumber, String birthDate, String postcode, Set<String> names) {

    public static PatientIdentity of(MessageBundle bundle) {
        return bundle.first("Patient")
                .map(Entry::resource)
                .map(PatientIdentity::of)
                .orElse(none());
    }

    private static PatientIdentity none() {
        return new PatientIdentity("", "", "", Set.of());
    }

    private static PatientIdentity of(ObjectNode patient) {
        Set<String> names = new LinkedHashSet<>();
        for (ObjectNode name : Tree.list(patient, "name")) {
            words(Tree.text(name, "family")).forEach(names::add);
            name.path("given")
                    .forEach(given -> words(Optional.of(given.asText())).forEach(names::add));
            words(Tree.text(name, "text")).forEach(names::add);
        }
        return new PatientIdentity(
                Tree.identifier(patient, Systems.NHS_NUMBER)
                        .map(number -> number.replace(" ", ""))
                        .orElse(""),
                Tree.text(patient, "birthDate").orElse(""),
                Tree.list(patient, "address").stream()
                        .flatMap(address -> Tree.text(address, "postalCode").stream())
                        .map(PatientIdentity::normalPostcode)
                        .findFirst()
                        .orElse(""),
                names);
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
        return differ(nhsNumber, other.nhsNumber)
                || differ(birthDate, other.birthDate)
                || (!names.isEmpty() && !other.names.isEmpty() && names.stream().noneMatch(other.names::contains));
    }

    /** Whether both birth date and name are another's, whatever their numbers. */
    public boolean isAnotherPerson(PatientIdentity other) {
        return differ(birthDate, other.birthDate)
                && !names.isEmpty()
                && !other.names.isEmpty()
                && names.stream().noneMatch(other.names::contains);
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

    /** Names nobody. */
    @Override
    public String toString() {
        return "a patient";
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }
}
