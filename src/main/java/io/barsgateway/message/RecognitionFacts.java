package io.barsgateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the recognition matrix asks of a message; empty text where the message does not say. */
record RecognitionFacts(
        String event,
        String reason,
        String category,
        String useCase,
        String application,
        String focusStatus,
        String encounterStatus,
        String carePlanStatus,
        String taskStatus) {

    static RecognitionFacts of(MessageBundle bundle, Recognition recognition) {
        ObjectNode header = bundle.header();
        String event = Tree.object(header, "eventCoding")
                .filter(coding -> Tree.text(coding, "system")
                        .filter(system -> Systems.same(system, Systems.EVENTS))
                        .isPresent())
                .flatMap(coding -> Tree.text(coding, "code"))
                .map(code -> code.toLowerCase(Locale.ROOT))
                .orElse("");
        String reason = Tree.object(header, "reason")
                .flatMap(concept -> Tree.code(concept, Systems.REASONS))
                .orElse("");
        boolean booking = event.startsWith("booking");
        Optional<Entry> subject = bundle.first(booking ? "Appointment" : "ServiceRequest");
        List<ObjectNode> categories = subject.map(
                        entry -> Tree.list(entry.resource(), booking ? "serviceCategory" : "category"))
                .orElse(List.of());
        // APP7 states the kind of service where the others state the use case, and has one use case only
        String useCase = Tree.codeIn(categories, Systems.USE_CASES)
                .or(() -> booking
                        ? Tree.codeIn(categories, Systems.SERVICE_CATEGORY).map(any -> "a7t1")
                        : Optional.empty())
                .orElse("");
        return new RecognitionFacts(
                event,
                reason,
                Tree.codeIn(categories, Systems.MESSAGE_CATEGORY).orElse(""),
                useCase,
                recognition.application(useCase),
                status(subject),
                status(encounter(bundle, event, subject)),
                status(bundle.first("CarePlan")),
                status(bundle.first("Task")));
    }

    /** What was compared with the matrix, each by its element. */
    String inWords() {
        return ": MessageHeader.eventCoding " + Stated.value(event) + ", MessageHeader.reason " + Stated.value(reason)
                + ", " + (event.startsWith("booking") ? "Appointment" : "ServiceRequest") + ".status "
                + Stated.value(focusStatus) + ", ServiceRequest.category " + Stated.value(category)
                + ", Encounter.status " + Stated.value(encounterStatus) + ", CarePlan.status "
                + Stated.value(carePlanStatus) + ", Task.status " + Stated.value(taskStatus);
    }

    /** Of a response the Encounter in focus, of a request the one that its ServiceRequest is about. */
    private static Optional<Entry> encounter(MessageBundle bundle, String event, Optional<Entry> subject) {
        if (event.equals("servicerequest-response")) {
            Optional<Entry> focus = bundle.focus().filter(entry -> entry.type().equals("Encounter"));
            List<Entry> all = bundle.all("Encounter");
            return focus.isPresent() || all.isEmpty() ? focus : Optional.of(all.get(all.size() - 1));
        }
        return subject.flatMap(entry -> Tree.object(entry.resource(), "encounter"))
                .flatMap(reference -> Tree.text(reference, "reference"))
                .flatMap(bundle::resolve)
                .or(() -> bundle.first("Encounter"));
    }

    private static String status(Optional<Entry> entry) {
        return entry.flatMap(found -> Tree.text(found.resource(), "status")).orElse("");
    }
}
