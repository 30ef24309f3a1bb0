package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * By what a resource in a Receiver's answer shows that it is about the patient of a message of ours.
 *
 * @param number NHS number of the patient
 * @param references that lead to the patient: the fullUrl that we gave, which Receivers keep, and those of the answer's Patients
 */
record SamePatient(String number, Set<String> references) {

    static SamePatient of(MessageBundle sent, JsonNode searchset) {
        String number = sent.first("Patient")
                .flatMap(patient -> Tree.identifier(patient.resource(), Systems.NHS_NUMBER))
                .orElse("");
        Set<String> references = new HashSet<>();
        sent.first("Patient").map(Entry::fullUrl).ifPresent(references::add);
        Tree.list(searchset, "entry").forEach(entry -> Tree.object(entry, "resource")
                .filter(resource -> resource.path("resourceType").asText().equals("Patient"))
                .filter(patient -> Tree.identifier(patient, Systems.NHS_NUMBER)
                        .filter(number::equals)
                        .isPresent())
                .ifPresent(patient -> {
                    Tree.text(entry, "fullUrl").ifPresent(references::add);
                    Tree.text(patient, "id").ifPresent(id -> references.add("Patient/" + id));
                }));
        return new SamePatient(number, references);
    }

    boolean isSubjectOf(ObjectNode resource) {
        Stream<ObjectNode> patients = Stream.concat(
                Tree.object(resource, "subject").stream(),
                Tree.list(resource, "participant").stream()
                        .flatMap(participant -> Tree.object(participant, "actor").stream()));
        return patients.anyMatch(patient ->
                Tree.text(patient, "reference").filter(references::contains).isPresent()
                        || Tree.object(patient, "identifier")
                                .filter(identifier -> Tree.text(identifier, "system")
                                        .filter(system -> Systems.same(system, Systems.NHS_NUMBER))
                                        .isPresent())
                                .flatMap(identifier -> Tree.text(identifier, "value"))
                                .filter(value -> !value.isEmpty() && value.equals(number))
                                .isPresent());
    }
}
