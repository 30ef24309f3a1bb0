package io.barsgateway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.demo.LocalSideClient.Wrong;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whole conversations between two gateways, told as they happen and checked as they are told. */
final class DemoConversations {

    private final LocalSideClient from;
    private final LocalSideClient to;
    private final Timeline timeline = new Timeline();

    DemoConversations(LocalSideClient from, LocalSideClient to) {
        this.from = from;
        this.to = to;
    }

    /** What can be shown, by name. */
    @FunctionalInterface
    interface Script {

        void play(DemoConversations told) throws IOException, InterruptedException;
    }

    static Map<String, Script> all() {
        Map<String, Script> all = new LinkedHashMap<>();
        all.put("referral", told -> told.referral("referral"));
        all.put("booking", DemoConversations::booking);
        all.put("linked", DemoConversations::linked);
        all.put("cancel", DemoConversations::cancel);
        all.put("rebook", DemoConversations::rebook);
        all.put("update", DemoConversations::update);
        all.put("validation", DemoConversations::validation);
        all.put("rejection", DemoConversations::rejection);
        all.put("cad", DemoConversations::ambulance);
        all.put("safeguarding", DemoConversations::safeguarding);
        all.put("pharmacy", told -> told.referral("pharmacy"));
        all.put("broker", told -> told.referral("broker"));
        return all;
    }

    /** Plays it; false where a step was not right. */
    boolean show(String name) throws IOException, InterruptedException {
        System.out.println(name + ": " + from.name() + " to " + to.name() + " and back, through the proxy");
        try {
            Objects.requireNonNull(all().get(name), name).play(this);
            tell("done", name + ": every step was right");
            return true;
        } catch (Wrong wrong) {
            tell("FAILED", name + ": " + wrong.getMessage());
            return false;
        }
    }

    private String referral(String sample) throws IOException, InterruptedException {
        ObjectNode request = sample(sample);
        JsonNode receipt = from.post("/messages", request);
        String reference = receipt.path("reference").asText();
        tell(
                "sender",
                "asks its gateway to send a " + request.path("kind").asText() + " ("
                        + request.path("useCase").asText() + "), reference " + reference);
        JsonNode state = from.accepted(reference, 1);
        tell("receiver", "takes it as " + state.path("resource").asText());
        check(status(state).equals("active"), "it is " + status(state) + " at the receiver");
        return reference;
    }

    private void cancel() throws IOException, InterruptedException {
        String reference = referral("referral");
        cancelled(reference, 2, "revoked");
        int again = from.tried("/messages", change("cancel", reference)).statusCode();
        check(again == 409, "a second cancel was answered " + again);
        tell("sender", "its gateway refuses to cancel it again: 409");
    }

    private void cancelled(String reference, int messages, String status) throws IOException, InterruptedException {
        from.post("/messages", change("cancel", reference).put("reason", "No longer needed"));
        JsonNode state = from.accepted(reference, messages);
        check(status(state).equals(status), "it is " + status(state) + " at the receiver");
        tell("receiver", "is asked how it stands, then told that it is cancelled: " + status);
    }

    private String booking() throws IOException, InterruptedException {
        return booked(sample("booking"), slots().get(0));
    }

    private String booked(ObjectNode request, Map<String, ObjectNode> slot) throws IOException, InterruptedException {
        slot.forEach(request::set);
        String reference = from.post("/messages", request).path("reference").asText();
        JsonNode state = from.accepted(reference, 1);
        check(status(state).equals("booked"), "it is " + status(state) + " at the receiver");
        tell(
                "receiver",
                "booked "
                        + Objects.requireNonNull(slot.get("slot")).path("start").asText() + ", reference " + reference);
        return reference;
    }

    private void rebook() throws IOException, InterruptedException {
        Map<String, ObjectNode> first = slots().get(0);
        String reference = booked(sample("booking"), first);
        check(slots().stream().noneMatch(slot -> isSame(slot, first)), "the slot is still free");
        cancelled(reference, 2, "cancelled");
        List<Map<String, ObjectNode>> free = slots();
        check(free.stream().anyMatch(slot -> isSame(slot, first)), "the slot is not free again");
        tell("receiver", "its slot is free again");
        booked(sample("booking"), free.get(free.size() - 1));
    }

    private void linked() throws IOException, InterruptedException {
        String booking = booking();
        JsonNode booked = from.get("/messages?reference=" + booking);
        ObjectNode request = sample("referral");
        request.put("linked", booked.path("resource").asText())
                .put("correlationId", booked.path("correlationId").asText());
        String reference = from.post("/messages", request).path("reference").asText();
        from.accepted(reference, 1);
        tell("receiver", "took the referral that goes with it, in the same conversation");
        cancelled(reference, 2, "revoked");
        check(status(booked).equals("booked"), "the booking went with the referral");
        tell("receiver", "the booking stays: it is decoupled");
    }

    private void update() throws IOException, InterruptedException {
        String reference = referral("ambulance");
        ObjectNode update = change("update", reference);
        update.putObject("sceneSafety").put("code", "U").put("text", "Example hazard");
        from.post("/messages", update);
        from.accepted(reference, 2);
        tell("receiver", "took the update: the scene is not safe");
    }

    private void validation() throws IOException, InterruptedException {
        String reference = referral("validation");
        String conversation = from.get("/messages?reference=" + reference)
                .path("correlationId")
                .asText();
        to.post("/responses", report(conversation, "interim"));
        from.await(reference, "the interim response", state -> encounter(state).equals("in-progress"));
        tell("sender", "received the interim response");
        ObjectNode full =
                report(conversation, "full").put("actionRequired", true).put("arp", "unchanged");
        full.putArray("outcomes").addObject().put("text", "Ambulance still needed");
        to.post("/responses", full);
        from.await(reference, "the full response", state -> isOver(state, "COMPLETED"));
        tell("sender", "received the full response: the case is complete");
    }

    private void rejection() throws IOException, InterruptedException {
        String reference = referral("validation");
        String conversation = from.get("/messages?reference=" + reference)
                .path("correlationId")
                .asText();
        to.post("/responses", report(conversation, "rejected").put("rejection", "FC"));
        from.await(reference, "the rejection", state -> isOver(state, "REJECTED"));
        tell("sender", "received the rejection: it takes the case back");
    }

    private void ambulance() throws IOException, InterruptedException {
        String reference = referral("ambulance");
        String conversation = from.get("/messages?reference=" + reference)
                .path("correlationId")
                .asText();
        for (String status : List.of("in-progress", "arrived", "finished")) {
            to.post("/responses", report(conversation, "status").put("status", status));
            from.await(
                    reference, "the status " + status, state -> encounter(state).equals(status));
            tell("sender", "received the status " + status);
        }
    }

    private void safeguarding() throws IOException, InterruptedException {
        String reference = referral("referral");
        String conversation = from.get("/messages?reference=" + reference)
                .path("correlationId")
                .asText();
        to.post("/responses", report(conversation, "safeguarding-dna"));
        from.await(reference, "the safeguarding response", state -> isOver(state, "COMPLETED"));
        tell("sender", "was told that the patient did not come");
    }

    /** Free slots of tomorrow, each with its Schedule and HealthcareService. */
    private List<Map<String, ObjectNode>> slots() throws IOException, InterruptedException {
        Instant now =
                Instant.ofEpochSecond(java.time.Clock.systemUTC().instant().getEpochSecond());
        JsonNode found = from.get("/services/" + TwoGateways.TO + "/Slot?status=free&start=ge" + now.plusSeconds(80_000)
                + "&start=le" + now.plusSeconds(90_000) + "&Schedule.actor:HealthcareService=" + TwoGateways.TO
                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService");
        List<Map<String, ObjectNode>> slots = new ArrayList<>();
        Map<String, ObjectNode> shared = new LinkedHashMap<>();
        for (JsonNode entry : found.path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            switch (resource.path("resourceType").asText()) {
                case "Slot" -> slots.add(new LinkedHashMap<>(Map.of("slot", resource)));
                case "Schedule" -> shared.put("schedule", resource);
                case "HealthcareService" -> shared.put("healthcareService", resource);
                default -> {
                    // Not needed for a booking
                }
            }
        }
        check(!slots.isEmpty(), "the receiver offers no slots: " + found.path("issue"));
        slots.forEach(slot -> slot.putAll(shared));
        tell("receiver", "offers " + slots.size() + " free slots");
        return slots;
    }

    private String status(JsonNode report) throws IOException, InterruptedException {
        return from.get("/services/" + TwoGateways.TO + "/"
                        + report.path("resource").asText())
                .path("status")
                .asText();
    }

    private static boolean isSame(Map<String, ObjectNode> one, Map<String, ObjectNode> other) {
        return Objects.equals(one.get("slot"), other.get("slot"));
    }

    private static boolean isOver(JsonNode state, String how) {
        return state.path("status").asText().equals(how);
    }

    private static String encounter(JsonNode state) {
        return state.path("encounter").asText();
    }

    private static ObjectNode report(String conversation, String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("correlationId", conversation)
                .put("kind", kind);
    }

    private static ObjectNode change(String action, String reference) {
        return JsonNodeFactory.instance.objectNode().put("action", action).put("reference", reference);
    }

    private static ObjectNode sample(String name) throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                DemoConversations.class.getResourceAsStream("/samples/short-" + name + ".json"), name)) {
            ObjectNode request = (ObjectNode) FhirJson.read(sample.readAllBytes());
            return request.put("from", TwoGateways.FROM).put("to", TwoGateways.TO);
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new Wrong(otherwise);
        }
    }

    private void tell(String who, String what) {
        timeline.tell(who, what);
    }
}
