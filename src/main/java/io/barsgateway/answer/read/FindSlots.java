package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.cases.diary.DiarySchedule;
import io.barsgateway.cases.diary.DiarySlot;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** GET /Slot: what the service offers in that time, from the diary as it is at this moment; 501 where it keeps none. */
@Component
public final class FindSlots {

    /** Not merely an empty answer: nothing is free, and that is no fault. */
    private static final Template NO_SLOTS = Template.named("read/no-slots");

    private final Diary diary;
    private final ReadProperties properties;
    private final Clock clock;

    FindSlots(Diary diary, ReadProperties properties, Clock clock) {
        this.diary = diary;
        this.properties = properties;
        this.clock = clock;
    }

    public ObjectNode find(@Variable("request") Request request, @Variable("tenant") Tenant tenant) {
        if (tenant.declared().slots() == Slots.NONE) {
            throw new Fault(FaultCode.NOT_IMPLEMENTED, "This service offers no slots here");
        }
        SlotQuery query = SlotQuery.of(request.query(), tenant, properties.widestSlots());
        List<DiarySlot> slots = diary.slots(tenant, query.from(), query.to()).stream()
                .filter(slot -> query.statuses().contains(slot.free() ? "free" : "busy"))
                .toList();
        Map<String, ObjectNode> included = included(tenant, slots, query);
        int total = slots.size() + (tenant.reads(Choice.COUNTS_ALL_ENTRIES) ? included.size() : 0);
        Searchset answer = new Searchset("Slot", query.parameters(), total, clock.instant());
        slots.forEach(slot -> answer.add("match", slot.resource()));
        included.values().forEach(resource -> answer.add("include", resource));
        if (slots.isEmpty() && tenant.reads(Choice.EXPLAINS_NO_SLOTS)) {
            answer.add("outcome", NO_SLOTS.with(Map.of()));
        }
        return answer.bundle();
    }

    private Map<String, ObjectNode> included(Tenant tenant, List<DiarySlot> slots, SlotQuery query) {
        List<String> wanted = new ArrayList<>(List.of("HealthcareService"));
        note(query, SlotQuery.PRACTITIONER, "Practitioner", wanted);
        note(query, SlotQuery.ROLE, "PractitionerRole", wanted);
        note(query, SlotQuery.PROVIDER, "Organization", wanted);
        note(query, SlotQuery.LOCATION, "Location", wanted);
        Map<String, ObjectNode> included = new LinkedHashMap<>();
        for (String id : slots.stream().map(DiarySlot::scheduleId).distinct().toList()) {
            DiarySchedule schedule = diary.schedule(tenant, id).orElseThrow();
            included.put("Schedule/" + id, schedule.resource());
            schedule.actors().stream()
                    .filter(actor -> wanted.contains(actor.path("resourceType").asText()))
                    .forEach(actor -> included.put(
                            actor.path("resourceType").asText() + "/"
                                    + actor.path("id").asText(),
                            actor));
        }
        return included;
    }

    private static void note(SlotQuery query, String include, String type, List<String> wanted) {
        if (query.includes().contains(include) || query.includes().contains(SlotQuery.EVERYTHING)) {
            wanted.add(type);
        }
    }
}
