package io.barsgateway.operate.work;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.EventsOfCase;
import io.barsgateway.cases.timeline.FindCases;
import io.barsgateway.cases.timeline.FindCases.RefusedRequest;
import io.barsgateway.cases.timeline.FoundCase;
import io.barsgateway.fhir.identity.NhsNumber;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * {@code GET /operator/find?id=…}: what happened to a case, by its reference, or by the X-Request-Id, X-Correlation-Id, Bundle.id or id of
 * any of its messages. What is another service's is not there.
 */
@Component
public final class FindMessages {

    private final FindCases cases;
    private final EventsOfCase events;
    private final FoundJson json;
    private final Audit audit;
    private final Clock clock;

    FindMessages(FindCases cases, EventsOfCase events, FoundJson json, Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
        this.cases = cases;
        this.events = events;
        this.json = json;
    }

    public Answer find(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        String id = request.query().getOrDefault("id", List.of()).stream()
                .findFirst()
                .orElse("")
                .strip()
                .replaceFirst("^(?:ServiceRequest|Appointment)/", "");
        if (NhsNumber.is(id.replace(" ", "").replace("-", ""))) {
            throw new Objection(
                    400,
                    "id",
                    "is an NHS number, which may not stand in a URL: POST it, or bars find --patient asks for it");
        }
        if (Ids.isUuid(id)) {
            UUID uuid = UUID.fromString(id);
            return answer(
                    caller,
                    connection,
                    cases.byId(caller.scope(), uuid),
                    refused(caller, uuid),
                    List.of(
                            "X-Request-Id, X-Correlation-Id and Bundle.id of every message that is held",
                            "ids of our messages, referrals and bookings",
                            "X-Request-Id of requests that were refused for their content"));
        }
        Optional<String> reference = Reference.read(id);
        if (reference.isEmpty()) {
            throw new Objection(
                    400,
                    "id",
                    "is neither a reference such as K7QF2-M9T3A nor a UUID; to search by patient: bars find --patient");
        }
        return answer(
                caller,
                connection,
                cases.byReference(caller.scope(), reference.get()),
                List.of(),
                List.of("references of every referral, validation and booking that came in or was sent"));
    }

    /** For their content, and before it was judged; the audit keeps no service of the latter, so that only who sees all sees them. */
    private List<RefusedRequest> refused(LocalCaller caller, UUID requestId) {
        List<RefusedRequest> judged = cases.refused(caller.scope(), requestId);
        if (!judged.isEmpty() || !caller.scope().all()) {
            return judged;
        }
        return events.of("", List.of(requestId.toString())).stream()
                .filter(event -> event.what().equals("request")
                        && Set.of("refused", "failed").contains(event.outcome()))
                .map(event -> new RefusedRequest(event.requestId(), "", event.rule(), event.detail(), event.at()))
                .toList();
    }

    private Answer answer(
            LocalCaller caller,
            LocalConnection connection,
            List<FoundCase> found,
            List<RefusedRequest> refused,
            List<String> searched) {
        found.forEach(one -> audit.note(AuditEvent.of(clock.instant(), "read", "answered")
                .by("timeline", "")
                .from(caller.name(), connection.thumbprint(), connection.address())
                .about(one.service(), "", one.correlationId(), "")
                .in(one.reference())));
        return OperatorRequest.json(
                found.isEmpty() && refused.isEmpty() ? 404 : 200, json.of(caller, found, refused, searched));
    }
}
