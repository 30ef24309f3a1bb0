package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The resources of a request that is composed from a short description, each under a fullUrl of its own. */
final class ComposedResources {

    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-";

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
            ObjectNode organisation = add("Organization " + role, "Organization");
            organisation
                    .putArray("identifier")
                    .addObject()
                    .put("system", Systems.ODS)
                    .put("value", asked.path(role).path("odsCode").asText());
            organisation.put("name", asked.path(role).path("name").asText());
        }
        return url;
    }

    ObjectNode resource(String type) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("resourceType", type);
        resource.putObject("meta").put("lastUpdated", now).putArray("profile").add(UK_CORE + type);
        return resource;
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
        consent();
        if (asked.has("location")) {
            FhirElements.location(add("Location", "Location"), asked.path("location"));
        }
        if (asked.has("sceneSafety")) {
            ObjectNode flag = add("Flag", "Flag");
            FhirElements.profile(flag, "https://fhir.nhs.uk/StructureDefinition/BARSFlag-scene-safety");
            flag.put("status", "active");
            FhirElements.coded(flag.putArray("category").addObject(), Systems.FLAG_CATEGORY, "SS", "Scene Safety");
            FhirElements.sceneSafety(flag, asked.path("sceneSafety"));
            FhirElements.refer(flag, "subject", url(asked.has("location") ? "Location" : "Patient"));
        }
        if (asked.has("safeguarding")) {
            ObjectNode flag = add("Safeguarding", "Flag");
            flag.put("status", "active");
            FhirElements.coded(
                    flag.putArray("category").addObject(), Systems.FLAG_CATEGORY, "SG", "Safeguarding Concern");
            flag.putObject("code").put("text", asked.path("safeguarding").asText());
            FhirElements.refer(flag, "subject", url("Patient"));
        }
        if (asked.has("condition")) {
            condition();
        }
        if (asked.has("task")) {
            ObjectNode task = add("Task", "Task");
            task.put("status", "requested").put("intent", "order");
            task.putObject("code").put("text", asked.path("task").asText());
            FhirElements.refer(task, "focus", url("ServiceRequest"));
            FhirElements.refer(task, "for", url("Patient"));
            task.put("authoredOn", now);
        }
        if (application.equals("APP8")) {
            add("Device", "Device")
                    .putArray("deviceName")
                    .addObject()
                    .put("name", "Broker")
                    .put("type", "other");
        }
    }

    void booking() {
        JsonNode slot = asked.path("slot");
        ObjectNode appointment = add("Appointment", "Appointment");
        appointment.put("status", "booked");
        FhirElements.coded(appointment.putArray("serviceCategory").addObject(), Systems.USE_CASES, useCase(), null);
        appointment.put("description", asked.path("summary").asText("Booking"));
        appointment
                .put("start", slot.path("start").asText())
                .put("end", slot.path("end").asText());
        appointment.putArray("slot").addObject().put("reference", url("Slot"));
        linked(appointment, "basedOn");
        ObjectNode participant = appointment.putArray("participant").addObject();
        FhirElements.refer(participant, "actor", url("Patient"));
        participant.put("status", "accepted");
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
        ObjectNode request = add("ServiceRequest", "ServiceRequest");
        FhirElements.profile(request, "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-" + kind);
        request.putArray("basedOn").addObject().put("reference", url("CarePlan"));
        request.put("status", "active").put("intent", "plan");
        ObjectNode category = request.putArray("category").addObject();
        FhirElements.coded(
                category,
                Systems.MESSAGE_CATEGORY,
                kind,
                kind.equals("referral") ? "Transfer of Care" : "For Validation");
        category.withArray("coding")
                .addObject()
                .put("system", Systems.USE_CASES)
                .put("code", useCase());
        if (asked.has("help")) {
            category.put("text", asked.path("help").asText());
        }
        FhirElements.refer(request, "subject", url("Patient"));
        FhirElements.refer(request, "encounter", url("Encounter"));
        if (asked.has("occurrence")) {
            request.set("occurrencePeriod", asked.path("occurrence").deepCopy());
        }
        request.put("authoredOn", now);
        FhirElements.refer(request, "requester", url("Practitioner"));
        request.putArray("performer")
                .addObject()
                .put("reference", url(application.equals("APP8") ? "Device" : "HealthcareService"));
        linked(request, "supportingInfo");
        if (asked.has("location")) {
            request.putArray("locationReference").addObject().put("reference", url("Location"));
        }
    }

    private void linked(ObjectNode resource, String element) {
        if (asked.has("linked")) {
            resource.putArray(element)
                    .addObject()
                    .put("reference", asked.path("linked").asText());
        }
    }

    private void encounter(String kind) {
        ObjectNode encounter = add("Encounter", "Encounter");
        ObjectNode identifier = encounter.putArray("identifier").addObject();
        identifier.put("system", asked.path("caseSystem").asText("https://bars-gateway.local/Id/local-case"));
        identifier.put("value", asked.path("case").asText());
        encounter.put("status", asked.path("encounter").asText(kind.equals("validation") ? "triaged" : "finished"));
        encounter
                .putObject("class")
                .put("system", Systems.ACT_CODE)
                .put("code", "EMER")
                .put("display", "emergency");
        FhirElements.refer(encounter, "subject", url("Patient"));
        encounter
                .putArray("episodeOfCare")
                .addObject()
                .put(
                        "reference",
                        "EpisodeOfCare/"
                                + asked.path("journeyId").asText(newIds.get().toString()));
        encounter.putObject("period").put("start", now);
    }

    private void carePlan(String kind) {
        ObjectNode plan = add("CarePlan", "CarePlan");
        boolean active = kind.equals("validation") || application.equals("APP6");
        plan.put("status", active ? "active" : "completed").put("intent", "plan");
        FhirElements.refer(plan, "subject", url("Patient"));
        FhirElements.refer(plan, "encounter", url("Encounter"));
        plan.putObject("period").put("start", asked.path("dispositionTime").asText(now));
        FhirElements.outcomes(plan, asked);
    }

    private void patient() {
        ComposedPatient.fill(add("Patient", "Patient"), asked.path("patient"));
    }

    private void people() {
        ObjectNode practitioner = add("Practitioner", "Practitioner");
        practitioner
                .putArray("identifier")
                .addObject()
                .put("system", "https://fhir.nhs.uk/Id/sds-user-id")
                .put("value", asked.path("practitioner").path("id").asText());
        practitioner
                .putArray("name")
                .addObject()
                .put("text", asked.path("practitioner").path("name").asText());
        ObjectNode role = add("PractitionerRole", "PractitionerRole");
        FhirElements.refer(role, "practitioner", url("Practitioner"));
        FhirElements.refer(role, "organization", organisation("sender"));
    }

    private void service() {
        ObjectNode service = add("HealthcareService", "HealthcareService");
        service.putArray("identifier").addObject().put("system", to.system()).put("value", to.value());
        service.put("active", true);
        FhirElements.refer(service, "providedBy", organisation("receiver"));
        service.put("name", asked.path("receiver").path("name").asText());
    }

    private void consent() {
        ObjectNode consent = add("Consent", "Consent");
        consent.put("status", "active");
        FhirElements.coded(
                consent.putObject("scope"),
                "http://terminology.hl7.org/CodeSystem/consentscope",
                "patient-privacy",
                null);
        FhirElements.coded(consent.putArray("category").addObject(), Systems.CONSENT_CATEGORY, "DRC", "Direct care");
        FhirElements.refer(consent, "patient", url("Patient"));
        consent.put("dateTime", now);
        FhirElements.coded(consent.putObject("policyRule"), Systems.ACT_CODE, "IMPLIED", null);
    }

    private void condition() {
        ObjectNode condition = add("Condition", "Condition");
        String base = "http://terminology.hl7.org/CodeSystem/condition-";
        FhirElements.coded(condition.putObject("clinicalStatus"), base + "clinical", "active", null);
        FhirElements.coded(condition.putObject("verificationStatus"), base + "ver-status", "unconfirmed", null);
        FhirElements.coded(condition.putArray("category").addObject(), base + "category", "problem-list-item", null);
        condition.putObject("code").put("text", asked.path("condition").asText());
        FhirElements.refer(condition, "subject", url("Patient"));
        FhirElements.refer(condition, "encounter", url("Encounter"));
    }

    private String useCase() {
        return asked.path("useCase").asText().toLowerCase(Locale.ROOT);
    }

    private ObjectNode add(String name, String type) {
        ObjectNode resource = resource(type);
        byUrl.put(url(name), resource);
        return resource;
    }
}
