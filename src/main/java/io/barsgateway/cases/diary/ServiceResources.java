package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.receive.service.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** FHIR of a diary that is not given as FHIR: the service itself from its settings, its schedules and slots from rows. */
final class ServiceResources {

    private static final Template ORGANISATION =
            Template.named("diary/organisation", "organisation", "now", "odsCode", "name");

    private static final Template SERVICE =
            Template.named("diary/healthcare-service", "service", "now", "system", "serviceId", "organisation", "name");

    private static final Template PRACTITIONER = Template.named("diary/practitioner", "practitioner", "now", "person");

    private static final Template ROLE =
            Template.named("diary/practitioner-role", "role", "now", "practitioner", "organisation");

    private static final Template SCHEDULE =
            Template.named("diary/schedule", "schedule", "now", "service", "practitioner", "role");

    private static final Template SLOT = Template.named("diary/slot", "slot", "now", "schedule", "start", "end");

    private final Tenant tenant;
    private final String now;

    ServiceResources(Tenant tenant, Instant now) {
        this.tenant = tenant;
        this.now = Times.instant(now);
    }

    /** The same words always make the same id, so that a slot keeps its own when the diary is read again. */
    static String id(Tenant tenant, String... words) {
        return UUID.nameUUIDFromBytes((tenant.id() + "|" + String.join("|", words)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    DiarySchedule schedule(String name, String practitioner) {
        String id = id(tenant, "schedule", name);
        Map<String, Object> values = new HashMap<>();
        values.put("now", now);
        values.put("schedule", id);
        values.put("organisation", id(tenant, "organisation"));
        values.put("odsCode", tenant.odsCode() == null ? "X26" : tenant.odsCode());
        values.put("name", tenant.name());
        values.put("service", id(tenant, "service"));
        values.put("system", tenant.id().system());
        values.put("serviceId", tenant.id().value());
        values.put("practitioner", id(tenant, "Practitioner", practitioner));
        values.put("person", practitioner);
        values.put("role", id(tenant, "PractitionerRole", practitioner));
        List<ObjectNode> actors = Stream.of(ORGANISATION, SERVICE, PRACTITIONER, ROLE)
                .map(actor -> actor.with(values))
                .toList();
        return new DiarySchedule(id, SCHEDULE.with(values), actors);
    }

    /** @param name by which it is told from others that begin then */
    DiarySlot slot(DiarySchedule schedule, String name, Instant start, Duration length) {
        String id = id(tenant, "slot", name, start.toString());
        Instant end = start.plus(length);
        ObjectNode slot = SLOT.with(Map.of(
                "slot", id,
                "now", now,
                "schedule", schedule.id(),
                "start", Times.instant(start),
                "end", Times.instant(end)));
        return new DiarySlot(id, schedule.id(), start, end, true, slot);
    }
}
