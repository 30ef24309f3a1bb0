package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A Schedule of the diary.
 *
 * @param actors what it points at: HealthcareService, Practitioner, PractitionerRole, Location, Organization
 */
public record DiarySchedule(String id, ObjectNode resource, List<ObjectNode> actors) {

    public DiarySchedule {
        actors = List.copyOf(actors);
    }
}
