package io.barsgateway.cases;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.PatientIdentity;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a case is found by.
 *
 * @param names every family and given name of the patient, in small letters
 * @param identifiers of the ServiceRequest or Appointment, and the references that people know the case by; system|value
 */
public record CaseKeys(
        String nhsNumber, String birthDate, String postcode, List<String> names, List<String> identifiers) {

    /** A real NHS number has ten digits and a date ten characters; an index takes no longer text than this many times over. */
    private static final int LONGEST_KEY = 64;

    private static final int LONGEST_IDENTIFIER = 500;

    public CaseKeys {
        names = List.copyOf(names);
        identifiers = List.copyOf(identifiers);
    }

    /** Of the case as it stands. */
    public static CaseKeys of(MessageBundle merged) {
        PatientIdentity patient = PatientIdentity.of(merged);
        return new CaseKeys(
                key(patient.nhsNumber()),
                key(patient.birthDate()),
                patient.postcode(),
                List.copyOf(patient.names()),
                identifiers(merged));
    }

    /** Nobody asks us by the identifiers of what we sent. */
    CaseKeys withoutIdentifiers() {
        return new CaseKeys(nhsNumber, birthDate, postcode, names, List.of());
    }

    private static String key(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_KEY));
    }

    private static List<String> identifiers(MessageBundle merged) {
        return Stream.of("ServiceRequest", "Appointment", "Encounter")
                .flatMap(type -> merged.all(type).stream())
                .map(Entry::resource)
                .flatMap(resource -> Tree.list(resource, "identifier").stream())
                .map(identifier -> Tree.text(identifier, "system").orElse("") + "|"
                        + Tree.text(identifier, "value").orElse(""))
                // An index takes no longer one, and nobody reads one out
                .filter(identifier -> identifier.length() <= LONGEST_IDENTIFIER)
                .distinct()
                .toList();
    }
}
