package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.deliver.view.CallSheet;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Role;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.duty.WorkList;
import io.barsgateway.outbox.duty.WorkList.Item;
import io.barsgateway.outbox.duty.WorkList.Wanted;
import io.barsgateway.outbox.duty.WorkState;
import io.barsgateway.receive.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code GET /operator/work}: what is not done, the most urgent first, with its flags; and with the role patient, whom to call. */
@Component
public final class ListWork {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final WorkList list;
    private final WorkJson json;
    private final ServicePauses pauses;
    private final OurServices services;
    private final Audit audit;
    private final Clock clock;

    ListWork(WorkList list, WorkJson json, ServicePauses pauses, OurServices services, Audit audit, Clock clock) {
        this.services = services;
        this.list = list;
        this.json = json;
        this.pauses = pauses;
        this.audit = audit;
        this.clock = clock;
    }

    public Answer list(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        Wanted wanted = wanted(request, caller);
        if (!wanted.service().isEmpty()) {
            services.named(wanted.service(), caller);
        }
        int limit = limit(first(request, "limit"));
        CallSheets sheets = new CallSheets(list);
        List<Item> found = flaggedFirst(list.find(wanted, MOST + 1), sheets);
        List<Item> told = found.subList(0, Math.min(limit, found.size()));
        sheets.read(told);
        boolean asked = first(request, "people").equals("true");
        boolean people = asked && caller.mayBe(Role.PATIENT);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", clock.instant().toString());
        ArrayNode items = node.putArray("items");
        told.forEach(item -> items.add(json.item(item, sheets.of(item), people)));
        ArrayNode counts = node.putArray("counts");
        list.count(wanted.inEveryState()).forEach(count -> counts.addObject()
                .put("service", count.service())
                .put("kind", count.kind().column())
                .put("state", count.state().name())
                .put("number", count.number()));
        node.put("more", found.size() > limit);
        ArrayNode seen = node.putArray("services");
        services.seenBy(caller).forEach(seen::add);
        ArrayNode paused = node.putArray("paused");
        pauses.all().stream()
                .filter(pause -> ServiceId.ofEndpoint(pause.service())
                        .filter(caller::mayActFor)
                        .isPresent())
                .forEach(pause -> paused.add(WorkJson.paused(pause)));
        if (asked && !people) {
            node.put("people", "the credential " + caller.name() + " has not the role patient");
        }
        if (people && !told.isEmpty()) {
            audit.note(AuditEvent.of(clock.instant(), "read", "answered")
                    .by("contacts", told.size() + " pieces of work, with whom to call")
                    .from(caller.name(), connection.thumbprint(), connection.address()));
        }
        return OperatorRequest.json(200, node);
    }

    /** Of what is overdue, a safeguarding concern or a scene that is not safe comes first; the rest stays as it is. */
    private List<Item> flaggedFirst(List<Item> found, CallSheets sheets) {
        Instant now = clock.instant();
        sheets.read(found.stream().filter(item -> isOverdue(item, now)).toList());
        return found.stream()
                .sorted(Comparator.comparing(item -> !isOverdue(item, now) || !isFlagged(sheets.of(item))))
                .toList();
    }

    private static boolean isOverdue(Item item, Instant now) {
        return item.dueAt() != null && item.dueAt().isBefore(now);
    }

    private static boolean isFlagged(CallSheet sheet) {
        return sheet.safeguarding() || sheet.scene().equals("unsafe");
    }

    private static Wanted wanted(Request request, LocalCaller caller) {
        return new Wanted(
                caller.scope(),
                first(request, "service"),
                kind(first(request, "kind")),
                state(first(request, "state")),
                first(request, "owner"),
                OperatorRequest.reference(first(request, "reference")));
    }

    private static @Nullable WorkKind kind(String text) {
        return text.isEmpty()
                ? null
                : WorkKind.held(text).orElseThrow(() -> new Objection(400, "kind", "must be deliver or send"));
    }

    private static @Nullable WorkState state(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return WorkState.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new Objection(400, "state", "must be one of " + typed());
        }
    }

    /** The states as an operator types them. */
    private static String typed() {
        return Arrays.stream(WorkState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return USUAL;
        }
        try {
            return Math.max(1, Math.min(MOST, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            throw new Objection(400, "limit", "must be a number up to " + MOST);
        }
    }

    private static String first(Request request, String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0).strip();
    }
}
