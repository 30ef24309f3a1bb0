package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.service.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FHIR of a diary whose lines are no FHIR. */
class ServiceResourcesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private static void isComposed(String name, Tenant tenant) {
        ServiceResources resources = new ServiceResources(tenant, NOW);
        DiarySchedule schedule = resources.schedule("room 1", "Casey Caller");
        DiarySlot slot = resources.slot(schedule, "room 1", NOW, Duration.ofMinutes(15));

        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        all.addAll(schedule.actors()).add(schedule.resource()).add(slot.resource());
        Composed.isAsBefore(name, all);
        assertThat(slot.scheduleId()).isEqualTo(schedule.id());
        assertThat(all).extracting(one -> one.path("id").asText()).contains(schedule.id(), slot.id());
    }

    @Test
    void the_service_its_schedule_and_its_slots_are_as_recorded() {
        isComposed("diary", Tenants.with(Map.of("ods-code", "X99")));
    }

    @Test
    void a_service_without_an_ods_code_has_that_of_the_nhs() {
        isComposed("diary-without-ods-code", Tenants.any());
    }
}
