package io.barsgateway.respond;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.template.CodeableConcept;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.local.Objection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The CarePlan as a full report leaves it: active where the requester must act, completed where nothing is left to do, with
 * the outcomes reported. Its start, which sets the dispatch clock, stays verbatim unless the response category rose
 * (guide, Reversing-Roles); nothing of that is inferred.
 */
record OutcomePlan(HeldCase held, Outcome outcome, String now, UUID newId) {

    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";
    private static final int MOST_URGENT = 2;

    private static final Template AMBULANCE =
            Template.named("response/ambulance-encounter", "id", "now", "itkCase", "subject", "episodeOfCare");

    /** Changes it in the state; the third Encounter, which names an ambulance raised over ITK, is added to it. */
    MessageBundle change(MessageBundle state) {
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
        ObjectNode activity = plan.putArray("activity").addObject();
        ArrayNode outcomes = activity.putArray("outcomeCodeableConcept");
        outcome.outcomes().forEach(said -> outcomes.add(concept(said)));
        Optional<String> before = category.flatMap(concept -> Tree.code(concept, ARP));
        Optional<String> after = reported(outcomes);
        checkCategory(before, after);
        if ("unchanged".equals(outcome.arp()) && after.isEmpty()) {
            category.ifPresent(concept -> outcomes.add(concept.deepCopy()));
        }
        if ("upgraded".equals(outcome.arp())) {
            plan.withObject("period").put("start", String.valueOf(outcome.dispositionTime()));
        }
        if (outcome.itkCase() == null) {
            return state;
        }
        activity.putArray("outcomeReference").addObject().put("reference", "urn:uuid:" + newId);
        return ambulance(state, outcome.itkCase());
    }

    /** A report that codes another category than it claims contradicts itself. */
    private void checkCategory(Optional<String> before, Optional<String> after) {
        String arp = String.valueOf(outcome.arp());
        if (arp.equals("unchanged")) {
            if (after.isPresent() && !after.equals(before)) {
                throw new Objection(
                        400, "$.outcomes", "an ARP code other than the request's contradicts arp: unchanged");
            }
            return;
        }
        if (after.isEmpty()) {
            throw new Objection(400, "$.outcomes", "the new ARP code is needed where the category changed");
        }
        int step = Integer.compare(
                urgency(after.get()), before.map(OutcomePlan::urgency).orElse(urgency(after.get())));
        if (arp.equals("downgraded") ? step < 0 || after.equals(before) : step > 0 || after.equals(before)) {
            throw new Objection(400, "$.outcomes", "the ARP code is not " + arp + " from the request's");
        }
        if (arp.equals("upgraded")
                && Times.parse(String.valueOf(outcome.dispositionTime())).isEmpty()) {
            throw new Objection(400, "$.dispositionTime", "is not a date and time with an offset");
        }
        if (arp.equals("upgraded")
                && urgency(after.get()) <= MOST_URGENT
                && outcome.itkCase() == null
                && outcome.override() == null) {
            throw new Objection(
                    400,
                    "$.itkCase",
                    "category 1 and 2 need the id of the ambulance request over ITK, or an override with a name and a reason");
        }
    }

    /** The digit of a category: the smaller, the more urgent. */
    private static int urgency(String code) {
        return code.chars()
                .filter(Character::isDigit)
                .map(digit -> digit - '0')
                .findFirst()
                .orElse(9);
    }

    private static Optional<String> reported(ArrayNode outcomes) {
        List<String> codes = outcomes.findParents("system").stream()
                .filter(coding -> Systems.same(coding.path("system").asText(), ARP))
                .map(coding -> coding.path("code").asText().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (codes.size() > 1) {
            throw new Objection(400, "$.outcomes", "holds several ARP codes");
        }
        return codes.stream().findFirst();
    }

    private MessageBundle ambulance(MessageBundle state, String itkCase) {
        JsonNode ours = state.resolve(held.state().encounter())
                .<JsonNode>map(Entry::resource)
                .orElse(MissingNode.getInstance());
        state.tree()
                .withArray("entry")
                .add(AMBULANCE.with(Map.of(
                        "id", newId,
                        "now", now,
                        "itkCase", itkCase,
                        "subject", ours.path("subject"),
                        "episodeOfCare", ours.path("episodeOfCare"))));
        return MessageBundle.of(state.tree());
    }

    private static Optional<ObjectNode> categoryIn(ObjectNode plan) {
        return Tree.list(plan, "activity").stream()
                .flatMap(activity -> Tree.list(activity, "outcomeCodeableConcept").stream())
                .filter(concept -> Tree.code(concept, ARP).isPresent())
                .findFirst();
    }

    private static ObjectNode concept(Outcome.Code said) {
        return said.system() != null && said.code() != null
                ? CodeableConcept.of(said.system(), said.code(), said.display(), said.text())
                : CodeableConcept.of(null, null, null, said.text());
    }
}
