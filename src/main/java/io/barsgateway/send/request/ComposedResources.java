package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fhir.template.Template;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The resources of a request that is composed from a short description, each under a fullUrl of its own. */
final class ComposedResources {

    private static final Template ORGANISATION = Template.named("request/organisation", "now", "odsCode", "name");

    private static final Template SERVICE_REQUEST = Template.named(
            "request/service-request",
            "now",
            "kind",
            "carePlan",
            "category",
            "useCase",
            "help",
            "patient",
            "encounter",
            "occurrence",
            "practitioner",
            "performer",
            "linked",
            "location");

    private static final Template ENCOUNTER =
            Template.named("request/encounter", "now", "caseSystem", "case", "status", "patient", "journey");

    private static final Template CARE_PLAN =
            Template.named("request/care-plan", "now", "status", "patient", "encounter", "dispositionTime", "outcomes");

    private static final Template PRACTITIONER = Template.named("request/practitioner", "now", "id", "name");

    private static final Template ROLE =
            Template.named("request/practitioner-role", "now", "practitioner", "organisation");

    private static final Template SERVICE =
            Template.named("request/healthcare-service", "now", "system", "id", "organisation", "name");

    private static final Template CONSENT = Template.named("request/consent", "now", "patient");

    private static final Template SCENE_SAFETY = Template.named("request/scene-safety", "now", "safety", "subject");

    private static final Template SAFEGUARDING = Template.named("request/safeguarding", "now", "concern", "patient");

    private static final Template CONDITION =
            Template.named("request/condition", "now", "condition", "patient", "encounter");

    private static final Template TASK = Template.named("request/task", "now", "task", "serviceRequest", "patient");

    private static final Template BROKER = Template.named("request/broker", "now");

    private static final Template APPOINTMENT = Template.named(
            "request/appointment", "now", "useCase", "summary", "start", "end", "slot", "linked", "patient");

    private final JsonNode asked;
    private final ServiceId to;
    private final String application;
    private final Supplier<UUID> newIds;
    private final String now;
    private final Map<String, ObjectNode> byUrl = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();

    ComposedResources(JsonNode asked, ServiceId to, String application, Supplier<UUID> newIds, String now) {
        this.asked = asked;
        this.to = to;
        this.application = application;
        this.newIds = newIds;
        this.now = now;
    }

    /** The fullUrl of a resource by its type, or by the role that it has here; the same every time. */
    String url(String name) {
        return urls.computeIfAbsent(name, any -> "urn:uuid:" + newIds.get());
    }

    String organisation(String role) {
        String url = url("Organization " + role);
        if (!byUrl.containsKey(url)) {
            JsonNode said = asked.path(role);
            add(
                    "Organization " + role,
                    ORGANISATION,
                    Map.of("odsCode", textOf(said, "odsCode"), "name", textOf(said, "name")));
        }
        return url;
    }

    void addAll(ObjectNode header, ArrayNode entries) {
        entries.addObject().put("fullUrl", "urn:uuid:" + newIds.get()).set("resource", header);
        byUrl.forEach((url, resource) -> entries.addObject().put("fullUrl", url).set("resource", resource));
    }

    void referral(String kind) {
        serviceRequest(kind);
        encounter(kind);
        carePlan(kind);
        patient();
        people();
        service();
        add("Consent", CONSENT, Map.of());
        if (asked.has("location")) {
            byUrl.put(url("Location"), FhirElements.location(asked.path("location"), now));
        }
        if (asked.has("sceneSafety")) {
            add(
                    "Flag",
                    SCENE_SAFETY,
                    Map.of(
                            "safety", FhirElements.safety(asked.path("sceneSafety")),
                            "subject", url(asked.has("location") ? "Location" : "Patient")));
        }
        if (asked.has("safeguarding")) {
            add("Safeguarding", SAFEGUARDING, Map.of("concern", textOf(asked, "safeguarding")));
        }
        if (asked.has("condition")) {
            add("Condition", CONDITION, Map.of("condition", textOf(asked, "condition")));
        }
        if (asked.has("task")) {
            add("Task", TASK, Map.of("task", textOf(asked, "task"), "serviceRequest", url("ServiceRequest")));
        }
        if (application.equals("APP8")) {
            add("Device", BROKER, Map.of());
        }
    }

    void booking() {
        JsonNode slot = asked.path("slot");
        add(
                "Appointment",
                APPOINTMENT,
                Map.of(
                        "useCase", useCase(),
                        "summary", asked.path("summary").asText("Booking"),
                        "start", textOf(slot, "start"),
                        "end", textOf(slot, "end"),
                        "slot", url("Slot"),
                        "linked", textOf(asked, "linked")));
        ObjectNode busy = slot.deepCopy();
        busy.putObject("schedule").put("reference", url("Schedule"));
        byUrl.put(url("Slot"), busy.put("status", "busy"));
        ObjectNode schedule = asked.path("schedule").deepCopy();
        atThePlace(schedule);
        byUrl.put(url("Schedule"), schedule);
        byUrl.put(url("HealthcareService"), asked.path("healthcareService").<ObjectNode>deepCopy());
        patient();
    }

    /** Its actors as the message has them: a reference to an entry of the search that was not taken over would lead nowhere. */
    private void atThePlace(ObjectNode schedule) {
        String place = asked.path("healthcareService").path("id").asText();
        List<ObjectNode> others = Tree.list(schedule, "actor").stream()
                .filter(actor -> {
                    String reference = actor.path("reference").asText();
                    return !reference.startsWith("urn:") && !reference.endsWith("HealthcareService/" + place);
                })
                .toList();
        ArrayNode actors = schedule.putArray("actor");
        actors.addObject().put("reference", url("HealthcareService"));
        others.forEach(actors::add);
    }

    private void serviceRequest(String kind) {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", kind);
        values.put("carePlan", url("CarePlan"));
        values.put("category", kind.equals("referral") ? "Transfer of Care" : "For Validation");
        values.put("useCase", useCase());
        values.put("help", textOf(asked, "help"));
        values.put("occurrence", asked.path("occurrence"));
        values.put("practitioner", url("Practitioner"));
        values.put("performer", url(application.equals("APP8") ? "Device" : "HealthcareService"));
        values.put("linked", textOf(asked, "linked"));
        if (asked.has("location")) {
            values.put("location", url("Location"));
        }
        add("ServiceRequest", SERVICE_REQUEST, values);
    }

    private void encounter(String kind) {
        add(
                "Encounter",
                ENCOUNTER,
                Map.of(
                        "caseSystem", textOr(asked, "caseSystem", "https://bars-gateway.local/Id/local-case"),
                        "case", textOf(asked, "case"),
                        "status", asked.path("encounter").asText(kind.equals("validation") ? "triaged" : "finished"),
                        "journey", textOr(asked, "journeyId", newIds.get().toString())));
    }

    private void carePlan(String kind) {
        boolean active = kind.equals("validation") || application.equals("APP6");
        add(
                "CarePlan",
                CARE_PLAN,
                Map.of(
                        "status", active ? "active" : "completed",
                        "dispositionTime", asked.path("dispositionTime").asText(now),
                        "outcomes", FhirElements.outcomes(asked)));
    }

    private void patient() {
        byUrl.put(url("Patient"), ComposedPatient.of(asked.path("patient"), now));
    }

    private void people() {
        JsonNode said = asked.path("practitioner");
        add("Practitioner", PRACTITIONER, Map.of("id", textOf(said, "id"), "name", textOf(said, "name")));
        add(
                "PractitionerRole",
                ROLE,
                Map.of("practitioner", url("Practitioner"), "organisation", organisation("sender")));
    }

    private void service() {
        add(
                "HealthcareService",
                SERVICE,
                Map.of(
                        "system", to.system(),
                        "id", to.value(),
                        "organisation", organisation("receiver"),
                        "name", textOf(asked.path("receiver"), "name")));
    }

    private String useCase() {
        return textOf(asked, "useCase").toLowerCase(Locale.ROOT);
    }

    /** What is empty is not said. */
    private static String textOr(JsonNode said, String element, String otherwise) {
        String text = textOf(said, element);
        return text.isEmpty() ? otherwise : text;
    }

    /** Empty where it is not said. */
    private static String textOf(JsonNode said, String element) {
        return said.path(element).asText();
    }

    /** What nearly every resource refers to, and when it was composed, are added to these values. */
    private void add(String name, Template template, Map<String, ?> own) {
        Map<String, Object> values = new HashMap<>(own);
        values.put("now", now);
        values.put("patient", url("Patient"));
        values.put("encounter", url("Encounter"));
        byUrl.put(url(name), template.with(values));
    }
}
