package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.simulator.Sentinels.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The far end as the Receiver of requests: it answers as the sentinel values ask, and every other message with 200. */
final class FarReceiver {

    private static final Set<String> ENDED = Set.of("revoked", "cancelled", "entered-in-error");

    private final FarDirectory directory;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Set<String> bookedSlots = ConcurrentHashMap.newKeySet();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private volatile String assigned = "";

    /** What was asked, as far as it decides the answer. */
    record Asked(String path, String query, String service, String organisation) {}

    /** A resource, and the NHS number of the patient that it is about. */
    private record Held(ObjectNode resource, String patient) {}

    /** What an organisation has at the tool for the remembered patient. */
    private record Remembered(String appointment, String referral) {}

    private static final Remembered NOTHING = new Remembered("", "");

    FarReceiver(Clock clock) {
        this.directory = new FarDirectory(clock);
        this.clock = clock;
    }

    void assign(String id) {
        assigned = id;
    }

    /** A read or a search. */
    ObjectNode read(Asked asked) {
        return switch (asked.path()) {
            case "/metadata" -> directory.capabilities();
            case "/MessageDefinition" -> directory.definitions(asked.service());
            case "/Slot" -> directory.slots(asked.service());
            case "/ServiceRequest", "/Appointment" -> all(asked.path().substring(1), asked.query());
            default -> one(asked.path().substring(1));
        };
    }

    private ObjectNode one(String reference) {
        Sentinels.read(reference).ifPresent(code -> {
            throw new Fault(code, "The id asks for this");
        });
        Held found = held.get(reference);
        if (found == null) {
            throw new Fault(FaultCode.NOT_FOUND, "Nothing is held under that id");
        }
        return found.resource();
    }

    private ObjectNode all(String type, String query) {
        ObjectNode answer = FarDirectory.searchset();
        held.forEach((reference, one) -> {
            if (reference.startsWith(type + "/") && !one.patient().isEmpty() && query.endsWith("|" + one.patient())) {
                FarDirectory.add(answer, one.resource());
            }
        });
        return answer;
    }

    /** A request of any kind; the answer has the ids that a Receiver assigns, and its own Encounter. */
    MessageBundle take(Asked asked, MessageBundle request) {
        refuseSentinels(request);
        Kind kind = kind(request);
        String patient = nhsNumber(request);
        boolean ends = ENDED.contains(status(request, kind));
        if (patient.equals(Sentinels.REMEMBERED)) {
            remember(asked.organisation(), kind, ends, request);
        }
        MessageBundle answer = request.copy();
        boolean isNew = isNew(request);
        if (isNew) {
            assignIds(answer);
            if (kind == Kind.BOOKING) {
                book(answer);
            } else {
                announce(answer);
            }
        }
        for (String type : List.of("ServiceRequest", "Appointment")) {
            String id = id(answer, type);
            if (!id.isEmpty()) {
                answer.first(type).ifPresent(entry -> held.put(type + "/" + id, new Held(entry.resource(), patient)));
            }
        }
        if (patient.equals(Sentinels.REMEMBERED) && (isNew || ends)) {
            String now = ends ? "" : id(answer, kind == Kind.BOOKING ? "Appointment" : "ServiceRequest");
            Remembered before = remembered.getOrDefault(asked.organisation(), NOTHING);
            remembered.put(
                    asked.organisation(),
                    kind == Kind.BOOKING
                            ? new Remembered(now, before.referral())
                            : new Remembered(before.appointment(), now));
        }
        return answer;
    }

    /** Refuses a message whose patient's number asks for it. */
    void refuseSentinels(MessageBundle message) {
        Sentinels.refusal(kind(message), nhsNumber(message)).ifPresent(code -> {
            throw new Fault(code, "The patient's number asks for this");
        });
    }

    /** What the patient's number of a new request asks to be sent back. */
    Optional<FarReply> reply(MessageBundle request) {
        return Sentinels.reply(nhsNumber(request));
    }

    static boolean isNew(MessageBundle request) {
        return reason(request).equals("new") && !ENDED.contains(status(request, kind(request)));
    }

    private static String nhsNumber(MessageBundle message) {
        return message.first("Patient")
                .flatMap(entry -> Tree.identifier(entry.resource(), Systems.NHS_NUMBER))
                .orElse("");
    }

    /** The stateful patient (docs/conformance.md, W8.2): 400 before its time, 409 a second time or with a wrong link. */
    private void remember(String organisation, Kind kind, boolean ends, MessageBundle request) {
        Remembered now = remembered.getOrDefault(organisation, NOTHING);
        boolean booked = !now.appointment().isEmpty();
        boolean referred = !now.referral().isEmpty();
        if (kind == Kind.BOOKING) {
            require(ends || !booked, FaultCode.CONFLICT, "It is booked already");
            require(!ends || booked, FaultCode.INVARIANT, "Nothing is booked");
            return;
        }
        require(booked, FaultCode.INVARIANT, "Nothing is booked that it could be linked to");
        if (ends) {
            require(referred, FaultCode.INVARIANT, "Nothing was referred");
            return;
        }
        require(!referred, FaultCode.CONFLICT, "It is referred already");
        boolean linked = request.first("ServiceRequest").stream()
                .flatMap(entry -> Tree.list(entry.resource(), "supportingInfo").stream())
                .anyMatch(info -> Tree.text(info, "reference").orElse("").equals("Appointment/" + now.appointment()));
        require(linked, FaultCode.CONFLICT, "It is linked to another booking");
    }

    private void book(MessageBundle answer) {
        answer.first("Slot").map(Entry::resource).ifPresent(slot -> {
            require(
                    bookedSlots.add(Tree.text(slot, "id").orElse("")
                            + Tree.text(slot, "start").orElse("")),
                    FaultCode.CONFLICT,
                    "The slot is not free");
            slot.put("status", "busy");
        });
        answer.first("Appointment").ifPresent(entry -> entry.resource()
                .put("created", clock.instant().toString()));
    }

    private void assignIds(MessageBundle answer) {
        for (Entry entry : answer.entries()) {
            boolean keepsItsOwn = Set.of("MessageHeader", "Encounter", "Slot", "Schedule", "HealthcareService")
                    .contains(entry.type());
            if (!keepsItsOwn
                    || (!entry.type().equals("MessageHeader")
                            && !entry.resource().has("id"))) {
                entry.resource()
                        .put("id", assigned.isEmpty() ? UUID.randomUUID().toString() : assigned);
            }
        }
    }

    private void announce(MessageBundle answer) {
        ObjectNode encounter = JsonNodeFactory.instance.objectNode();
        Instant now = clock.instant();
        encounter.put("resourceType", "Encounter").put("id", UUID.randomUUID().toString());
        encounter.putObject("meta").put("lastUpdated", now.toString());
        encounter
                .putArray("identifier")
                .addObject()
                .put("system", "https://example.org/far-end")
                .put("value", "FAR-" + UUID.randomUUID().toString().substring(0, 8));
        encounter.put("status", "planned");
        encounter.putObject("class").put("system", Systems.ACT_CODE).put("code", "EMER");
        answer.first("Encounter").map(Entry::resource).ifPresent(theirs -> {
            for (String element : List.of("subject", "episodeOfCare")) {
                JsonNode value = theirs.path(element);
                if (!value.isMissingNode()) {
                    encounter.set(element, value);
                }
            }
        });
        encounter.putObject("period").put("start", now.toString());
        ObjectNode entry = answer.tree().withArray("entry").addObject();
        entry.put("fullUrl", "urn:uuid:" + UUID.randomUUID()).set("resource", encounter);
    }

    static Kind kind(MessageBundle message) {
        String event = Tree.text(message.header(), "eventCoding", "code").orElse("");
        if (event.equals("servicerequest-response")) {
            return Kind.RESPONSE;
        }
        if (event.startsWith("booking")) {
            return Kind.BOOKING;
        }
        return message.first("ServiceRequest")
                        .flatMap(
                                entry -> Tree.codeIn(Tree.list(entry.resource(), "category"), Systems.MESSAGE_CATEGORY))
                        .filter("validation"::equalsIgnoreCase)
                        .isPresent()
                ? Kind.VALIDATION
                : Kind.REFERRAL;
    }

    private static String status(MessageBundle message, Kind kind) {
        return message.first(kind == Kind.BOOKING ? "Appointment" : "ServiceRequest")
                .flatMap(entry -> Tree.text(entry.resource(), "status"))
                .orElse("");
    }

    private static String reason(MessageBundle message) {
        return Tree.object(message.header(), "reason")
                .flatMap(reason -> Tree.code(reason, Systems.REASONS))
                .orElse("");
    }

    private static String id(MessageBundle message, String type) {
        return message.first(type)
                .flatMap(entry -> Tree.text(entry.resource(), "id"))
                .orElse("");
    }

    private static void require(boolean holds, FaultCode code, String otherwise) {
        if (!holds) {
            throw new Fault(code, otherwise);
        }
    }
}
