package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Tree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Schedule of the diary.
 *
 * @param actors what it points at: HealthcareService, Practitioner, PractitionerRole, Location, Organization
 */
public record DiarySchedule(String id, ObjectNode resource, List<ObjectNode> actors) {

    public DiarySchedule {
        actors = List.copyOf(actors);
    }

    /** References of those whom it is of, as far as they have a name: a person is in one place at a time. */
    Set<String> people() {
        Set<String> named = actors.stream()
                .filter(actor -> actor.path("resourceType").asText().equals("Practitioner")
                        && !actor.path("name").isEmpty())
                .map(actor -> "Practitioner/" + actor.path("id").asText())
                .collect(Collectors.toUnmodifiableSet());
        return Tree.list(resource, "actor").stream()
                .flatMap(actor -> Tree.text(actor, "reference").stream())
                .filter(named::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
