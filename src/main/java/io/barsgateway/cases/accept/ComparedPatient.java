package io.barsgateway.cases.accept;

import io.barsgateway.fhir.identity.PatientIdentity;
import java.util.ArrayList;
import java.util.List;

/**
 * The patient of an update or a cancel beside the one that we hold (docs/conformance.md, W4.5a). A conflict is what
 * cannot be true of
 * one person; what one side leaves out, a placeholder name or a bare year of birth conflict with nothing that they fit.
 */
public record ComparedPatient(PatientIdentity held, PatientIdentity told) {

    /** Two people: different verified NHS numbers, or both family name and birth date in conflict. */
    boolean isSurelyAnother() {
        if (bothVerified()) {
            return !held.verifiedNumber().equals(told.verifiedNumber());
        }
        return familyConflicts() && birthConflicts();
    }

    /** Two people to a response that names its request: another NHS number besides, verified or not. */
    public boolean isAnotherToResponse() {
        return numberConflicts() || isSurelyAnother();
    }

    /** Whether anything about the person conflicts although it may be one person. */
    boolean isInDoubt() {
        return !bothVerified() && (numberConflicts() || familyConflicts() || birthConflicts());
    }

    /** What a local system should know, without a value of either side. */
    List<String> warnings() {
        List<String> conflicts = conflicts();
        return conflicts.isEmpty() && told.saysMoreThan(held)
                ? List.of("Patient: the patient is better identified than held")
                : conflicts;
    }

    /** What the two sides state otherwise. */
    List<String> conflicts() {
        List<String> warnings = new ArrayList<>();
        if (numberConflicts()) {
            warnings.add("Patient.identifier: another NHS number than held");
        }
        if (familyConflicts()) {
            warnings.add("Patient.name: another family name than held");
        }
        if (birthConflicts()) {
            warnings.add("Patient.birthDate: another date of birth than held");
        }
        return warnings;
    }

    private boolean bothVerified() {
        return !held.verifiedNumber().isEmpty() && !told.verifiedNumber().isEmpty();
    }

    private boolean numberConflicts() {
        return !held.nhsNumber().isEmpty()
                && !told.nhsNumber().isEmpty()
                && !held.nhsNumber().equals(told.nhsNumber());
    }

    private boolean familyConflicts() {
        return held.hasAnotherFamily(told);
    }

    private boolean birthConflicts() {
        return held.hasAnotherBirthDate(told);
    }
}
