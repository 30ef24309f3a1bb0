package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.message.Recognition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What the far end says of itself before it is sent anything: capabilities, MessageDefinitions and slots. */
final class FarDirectory {

    private static final int SLOTS = 4;
    private static final Duration EACH = Duration.ofMinutes(15);

    private final Recognition recognition = Recognition.load();
    private final Clock clock;

    FarDirectory(Clock clock) {
        this.clock = clock;
    }

    ObjectNode capabilities() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("resourceType", "CapabilityStatement").put("status", "active");
        statement
                .put("version", "1.1.0")
                .put("date", clock.instant().toString())
                .put("kind", "instance")
                .put("fhirVersion", "4.0.1");
        statement.putArray("format").add("application/fhir+json").add("application/fhir+xml");
        return statement;
    }

    /** One for each message that the service receives in each of its use cases, responses included. */
    ObjectNode definitions(String service) {
        Sentinels.definitions(service).ifPresent(code -> {
            throw new Fault(code, "The service id asks for this");
        });
        Set<String> known = Sentinels.SERVICES.getOrDefault(service, Set.of());
        Map<String, String> events = new TreeMap<>();
        ObjectNode answer = searchset();
        for (String useCase : known.isEmpty() ? recognition.useCases() : known) {
            events.clear();
            events.putAll(recognition.received(useCase));
            events.putAll(recognition.answered(useCase));
            events.forEach((name, event) -> add(answer, definition(service, useCase, name, event)));
        }
        return answer;
    }

    private static ObjectNode definition(String service, String useCase, String name, String event) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("resourceType", "MessageDefinition");
        if (service.equals(Sentinels.BROKEN_DEFINITIONS)) {
            return definition.put("status", "draft");
        }
        definition.put("url", Systems.DEFINITIONS + name).put("status", "active");
        Map.of(Systems.SERVICE_ID, service, Systems.USE_CASES, useCase).forEach((system, code) -> definition
                .withArray("useContext")
                .addObject()
                .putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code));
        definition.putObject("eventCoding").put("system", Systems.EVENTS).put("code", event);
        return definition;
    }

    /** From tomorrow's first hour on, each second one busy. */
    ObjectNode slots(String service) {
        Sentinels.slots(service).ifPresent(code -> {
            throw new Fault(code, "The service id asks for this");
        });
        ObjectNode answer = searchset();
        if (service.equals(Sentinels.NO_SLOTS)) {
            return answer;
        }
        Instant first = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        String place = id(service + "place");
        for (int i = 0; i < SLOTS; i++) {
            Instant start = first.plus(EACH.multipliedBy(i));
            ObjectNode slot = resource("Slot", id(service + start));
            slot.put("status", i % 2 == 0 ? "free" : "busy")
                    .put("start", start.toString())
                    .put("end", start.plus(EACH).toString());
            slot.putObject("schedule").put("reference", "Schedule/" + id(service + "schedule"));
            add(answer, slot);
        }
        ObjectNode schedule = resource("Schedule", id(service + "schedule"));
        schedule.put("active", true).putArray("actor").addObject().put("reference", "HealthcareService/" + place);
        add(answer, schedule);
        ObjectNode healthcareService = resource("HealthcareService", place);
        healthcareService
                .putArray("identifier")
                .addObject()
                .put("system", Systems.SERVICE_ID)
                .put("value", service);
        add(answer, healthcareService.put("active", true).put("name", "Example service " + service));
        if (!service.equals(Sentinels.BARE_SLOTS)) {
            ObjectNode practitioner = resource("Practitioner", id(service + "practitioner"));
            practitioner.putArray("name").addObject().put("family", "Example");
            add(answer, practitioner);
        }
        return answer;
    }

    static ObjectNode searchset() {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle")
                .put("id", UUID.randomUUID().toString())
                .put("type", "searchset")
                .put("total", 0)
                .putArray("entry");
        return bundle;
    }

    static void add(ObjectNode searchset, JsonNode resource) {
        ObjectNode entry = searchset.withArray("entry").addObject();
        entry.put("fullUrl", "urn:uuid:" + UUID.randomUUID()).set("resource", resource);
        entry.putObject("search").put("mode", "match");
        searchset.put("total", searchset.path("entry").size());
    }

    private static ObjectNode resource(String type, String id) {
        return JsonNodeFactory.instance.objectNode().put("resourceType", type).put("id", id);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
