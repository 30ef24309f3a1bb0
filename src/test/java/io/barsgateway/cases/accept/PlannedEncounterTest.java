package io.barsgateway.cases.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.Messages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlannedEncounterTest {

    private final PlannedEncounter planned = new PlannedEncounter(
            new AcceptanceProperties("https://example.org/Id/case"),
            Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC));

    private ObjectNode addedTo(ObjectNode request) {
        MessageBundle answer = MessageBundle.of(request);
        int before = answer.entries().size();
        String name = planned.addTo(answer, new StableIds("c0ffee00-0000-4000-8000-000000000000", "X26", "2000099999"));
        ObjectNode added = (ObjectNode) answer.tree().withArray("entry").get(before);
        assertThat(added.path("fullUrl").asText()).isEqualTo(name);
        return added;
    }

    @Test
    void it_is_about_the_patient_and_the_journey_of_the_senders() {
        ObjectNode request = Messages.validation();
        Messages.resource(request, "Encounter")
                .putArray("episodeOfCare")
                .addObject()
                .put("reference", "urn:uuid:journey");
        Composed.isAsBefore("planned-encounter", addedTo(request));
    }

    @Test
    void without_their_encounter_ours_has_the_patient_of_the_request() {
        ObjectNode request = Messages.referral();
        Messages.resource(request, "Encounter").remove("subject");
        Messages.resource(request, "Encounter").remove("episodeOfCare");
        Composed.isAsBefore("planned-encounter-of-request", addedTo(request));
    }
}
