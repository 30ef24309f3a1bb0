package io.barsgateway.deliver.function;

import io.barsgateway.fhir.Systems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the codes of a table are about. A code of the first four that is in no row is never given a default: a wrong priority or a lost
 * warning harms a patient, and a message that is set aside under an alarm does not.
 */
enum Subject {
    PRIORITY(
            "https://fhir.nhs.uk/CodeSystem/arp-priority-codes", "https://fhir.nhs.uk/CodeSystem/ampds-dispatch-codes"),
    OUTCOME(
            Systems.ENCOUNTER_REASON,
            "https://fhir.nhs.uk/CodeSystem/pathways-dx-codes",
            "https://fhir.nhs.uk/CodeSystem/pathways-sd-codes",
            "https://fhir.nhs.uk/CodeSystem/pathways-sg-codes",
            "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars",
            "https://fhir.nhs.uk/CodeSystem/dos-rejected-reasons-bars"),
    FLAG(
            Systems.FLAG_CATEGORY,
            Systems.SCENE_SAFETY,
            "https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars",
            "https://fhir.nhs.uk/CodeSystem/reasonable-adjustment-codes-bars"),
    STATUS(
            "http://hl7.org/fhir/request-status",
            "http://hl7.org/fhir/appointmentstatus",
            "http://hl7.org/fhir/encounter-status",
            "http://hl7.org/fhir/flag-status",
            Systems.REASONS),
    OTHER;

    private final List<String> systems;

    Subject(String... systems) {
        this.systems = Arrays.stream(systems).map(Systems::normal).toList();
    }

    /** By the word in the first line of a table. */
    static Optional<Subject> named(String word) {
        return Arrays.stream(values())
                .filter(subject -> subject.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean mayHaveDefault() {
        return this == OTHER;
    }

    /** Whether codes of that system are about one of the subjects that have no default. */
    static boolean isWithoutDefault(String system) {
        String normal = Systems.normal(system);
        return Arrays.stream(values()).anyMatch(subject -> subject.systems.contains(normal));
    }
}
