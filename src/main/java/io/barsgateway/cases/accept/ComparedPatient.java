package io.barsgateway.cases.accept;

import io.barsgateway.fhir.PatientIdentity;
import java.util.ArrayList;
import java.util.List;

/**
 * The patient of an update or a cancel beside the one that we hold (docs/conformance.md, W4.5a). A conflict is what
 * cannot be true of
 * one person; what one side leaves out, a placeholder name or a bare year of birth conflict with nothing that they fit.
 */
record ComparedPatient(PatientIdentity held, PatientIdentity told) {

    /** Two people: different verified NHS numbers, or both family name and birth date in conflict. */
    boolean isSurelyAnother() {
        if (bothVerified()) {
            return !held.verifiedNumber().equals(told.verifiedNumber());
        }
        return familyConflicts() && birthConflicts();
    }

    /** Whether anything about the person conflicts although it may be one person. */
    boolean isInDoubt() {
        return !bothVerified() && (numberConflicts() || familyConflicts() || birthConflicts());
    }

    /** What a local system should know, without a value of either side. */
    List<String> warnings() {
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
        if (warnings.isEmpty() && told.saysMoreThan(held)) {
            warnings.add("Patient: the patient is better identified than held");
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
