package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.receive.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** FHIR of a diary that is not given as FHIR: the service itself from its settings, its schedules and slots from rows. */
final class ServiceResources {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-";

    private final Tenant tenant;
    private final String stamp;

    ServiceResources(Tenant tenant, Instant now) {
        this.tenant = tenant;
        this.stamp = Times.instant(now);
    }

    /** The same words always make the same id, so that a slot keeps its own when the diary is read again. */
    static String id(Tenant tenant, String... words) {
        return UUID.nameUUIDFromBytes((tenant.id() + "|" + String.join("|", words)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    DiarySchedule schedule(String name, String practitioner) {
        List<ObjectNode> actors = new ArrayList<>();
        actors.add(organisation());
        actors.add(service());
        actors.add(practitioner(practitioner));
        actors.add(role(practitioner));
        ObjectNode schedule = resource("Schedule", id(tenant, "schedule", name));
        schedule.put("active", true);
        for (String actor : List.of("HealthcareService", "Practitioner", "PractitionerRole")) {
            String id = actor.equals("HealthcareService") ? id(tenant, "service") : id(tenant, actor, practitioner);
            schedule.withArray("actor").addObject().put("reference", actor + "/" + id);
        }
        return new DiarySchedule(schedule.path("id").asText(), schedule, actors);
    }

    /** @param name by which it is told from others that begin then */
    DiarySlot slot(DiarySchedule schedule, String name, Instant start, Duration length) {
        String id = id(tenant, "slot", name, start.toString());
        ObjectNode slot = resource("Slot", id);
        slot.putObject("schedule").put("reference", "Schedule/" + schedule.id());
        slot.put("status", "free").put("start", Times.instant(start)).put("end", Times.instant(start.plus(length)));
        return new DiarySlot(id, schedule.id(), start, start.plus(length), true, slot);
    }

    private ObjectNode organisation() {
        ObjectNode organisation = resource("Organization", id(tenant, "organisation"));
        String code = tenant.odsCode() == null ? "X26" : tenant.odsCode();
        organisation
                .withArray("identifier")
                .addObject()
                .put("system", Systems.ODS)
                .put("value", code);
        return organisation.put("name", tenant.name());
    }

    private ObjectNode service() {
        ObjectNode service = resource("HealthcareService", id(tenant, "service"));
        service.withArray("identifier")
                .addObject()
                .put("system", tenant.id().system())
                .put("value", tenant.id().value());
        service.put("active", true);
        service.putObject("providedBy").put("reference", "Organization/" + id(tenant, "organisation"));
        return service.put("name", tenant.name());
    }

    private ObjectNode practitioner(String name) {
        ObjectNode practitioner = resource("Practitioner", id(tenant, "Practitioner", name));
        practitioner
                .withArray("identifier")
                .addObject()
                .put("system", "https://fhir.nhs.uk/Id/sds-user-id")
                .put("value", name);
        practitioner.withArray("name").addObject().put("text", name);
        return practitioner;
    }

    private ObjectNode role(String name) {
        ObjectNode role = resource("PractitionerRole", id(tenant, "PractitionerRole", name));
        role.put("active", true);
        role.putObject("practitioner").put("reference", "Practitioner/" + id(tenant, "Practitioner", name));
        role.putObject("organization").put("reference", "Organization/" + id(tenant, "organisation"));
        return role;
    }

    private ObjectNode resource(String type, String id) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("resourceType", type).put("id", id);
        resource.putObject("meta").put("lastUpdated", stamp).putArray("profile").add(PROFILE + type);
        return resource;
    }
}
