package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.timeline.FindCases;
import io.barsgateway.cases.timeline.FindCases.RefusedRequest;
import io.barsgateway.cases.timeline.FoundCase;
import io.barsgateway.cases.timeline.Moment;
import io.barsgateway.cases.timeline.Timelines;
import io.barsgateway.fhir.identity.ServiceScope;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Role;
import io.barsgateway.outbox.duty.WorkList;
import io.barsgateway.outbox.duty.WorkList.Item;
import io.barsgateway.outbox.duty.WorkList.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was found, as operators are told of it; {@code bars/operator.schema.json} says what each member is. */
@Component
final class FoundJson {

    private static final int MOST_WORK = 100;

    private final Timelines timelines;
    private final WorkList list;
    private final WorkJson work;

    FoundJson(Timelines timelines, WorkList list, WorkJson work) {
        this.timelines = timelines;
        this.list = list;
        this.work = work;
    }

    /**
     * Cases with their timelines, and requests that came to nothing.
     *
     * @param searched what was looked through
     */
    ObjectNode of(LocalCaller caller, List<FoundCase> found, List<RefusedRequest> refused, List<String> searched) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode cases = node.putArray("cases");
        found.forEach(one -> add(cases.addObject(), one, caller));
        ArrayNode requests = node.putArray("refused");
        for (RefusedRequest request : refused) {
            ObjectNode told = requests.addObject();
            told.put("requestId", request.requestId()).put("service", request.service());
            told.put("verdict", request.verdict()).put("at", request.at().toString());
            if (caller.mayBe(Role.PATIENT) || request.service().isEmpty()) {
                told.put("words", request.words());
            }
        }
        ArrayNode looked = node.putArray("searched");
        searched.forEach(looked::add);
        ArrayNode left = node.putArray("notSearched");
        notSearched(caller.scope()).forEach(left::add);
        return node.put("more", found.size() == FindCases.MOST);
    }

    private void add(ObjectNode node, FoundCase found, LocalCaller caller) {
        node.put("reference", found.reference())
                .put("role", found.role().column())
                .put("about", found.about());
        node.put("service", found.service()).put("counterpart", found.counterpart());
        node.put("useCase", found.useCase())
                .put("status", found.status().name())
                .put("encounter", found.encounterStatus());
        node.put("correlationId", found.correlationId())
                .put("opened", found.openedAt().toString());
        ArrayNode timeline = node.putArray("timeline");
        timelines.of(found).forEach(moment -> add(timeline.addObject(), moment));
        ArrayNode waits = node.putArray("waits");
        List<Item> items = list.find(Wanted.all(caller.scope()).ofCase(found.reference()), MOST_WORK);
        CallSheets sheets = new CallSheets(list).read(items);
        items.forEach(item -> waits.add(work.item(item, sheets.of(item), false)));
    }

    private static void add(ObjectNode node, Moment moment) {
        node.put("at", moment.at().toString()).put("kind", moment.kind().name()).put("words", moment.words());
        put(node, "message", moment.message());
        put(node, "requestId", moment.requestId());
        put(node, "by", moment.by());
    }

    private static void put(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    /** Where it may be all the same. */
    private static List<String> notSearched(ServiceScope scope) {
        String refused =
                "requests that were refused before their content was judged (bars handshakes, bars audit export)";
        String others = "gateways with a store of their own, and what the API proxy never passed on";
        return scope.all()
                ? List.of(refused, others)
                : List.of("services that this credential may not see", refused, others);
    }
}
