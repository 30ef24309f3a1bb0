package io.barsgateway.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.casefile.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.local.Objection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The CarePlan as a full report leaves it: active where the requester must act, completed where nothing is left to do, with
 * the outcomes reported. Its start, which sets the dispatch clock, stays verbatim while the response category is unchanged.
 */
record OutcomePlan(HeldCase held, Outcome outcome, String now) {

    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";

    void change(MessageBundle state) {
        ObjectNode plan = state.first("CarePlan")
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("A validation holds a CarePlan"));
        if (outcome.actionRequired() == null) {
            throw new Objection(400, "$.actionRequired", "must say whether the requester must act");
        }
        Optional<ObjectNode> category = categoryIn(plan);
        plan.put("status", outcome.actionRequired() ? "active" : "completed");
        plan.withObject("meta").put("lastUpdated", now);
        plan.putObject("encounter").put("reference", held.state().encounter());
        plan.remove("activity");
        ArrayNode outcomes = plan.putArray("activity").addObject().putArray("outcomeCodeableConcept");
        outcome.outcomes().forEach(code -> add(outcomes.addObject(), code));
        keepCategory(category, outcomes);
    }

    /** Unchanged means the Sender's own category: a report that codes another contradicts itself. */
    private static void keepCategory(Optional<ObjectNode> category, ArrayNode outcomes) {
        List<String> reported = outcomes.findParents("system").stream()
                .filter(coding -> ARP.equals(coding.path("system").asText()))
                .map(coding -> coding.path("code").asText().toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> held = category.flatMap(concept -> Tree.code(concept, ARP));
        if (reported.stream().anyMatch(code -> held.filter(code::equals).isEmpty())) {
            throw new Objection(400, "$.outcomes", "an ARP code other than the request's contradicts arp: unchanged");
        }
        if (reported.isEmpty()) {
            category.ifPresent(concept -> outcomes.add(concept.deepCopy()));
        }
    }

    private static Optional<ObjectNode> categoryIn(ObjectNode plan) {
        return Tree.list(plan, "activity").stream()
                .flatMap(activity -> Tree.list(activity, "outcomeCodeableConcept").stream())
                .filter(concept -> Tree.code(concept, ARP).isPresent())
                .findFirst();
    }

    private static void add(ObjectNode concept, Outcome.Code code) {
        if (code.system() != null && code.code() != null) {
            ObjectNode coding = concept.putArray("coding").addObject();
            coding.put("system", code.system()).put("code", code.code());
            if (code.display() != null) {
                coding.put("display", code.display());
            }
        }
        if (code.text() != null) {
            concept.put("text", code.text());
        }
    }
}
