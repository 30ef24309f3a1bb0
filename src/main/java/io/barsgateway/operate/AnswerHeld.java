package io.barsgateway.operate;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * {@code GET /operator/originals?reference=…}: the last message that came in about a case, byte for byte, for {@code bars routes try
 * --stored}. The audit says who read it.
 */
@Component
public final class AnswerHeld {

    private final CaseFile cases;
    private final Audit audit;
    private final Clock clock;

    AnswerHeld(CaseFile cases, Audit audit, Clock clock) {
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    public Answer answer(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        String reference = request.query().getOrDefault("reference", List.of()).stream()
                .findFirst()
                .flatMap(Reference::read)
                .orElseThrow(() -> new Objection(400, "reference", "is not of the form K7QF2-M9T3A"));
        CaseFile.Held held = cases.latest(reference)
                .filter(found -> caller.mayActFor(found.service()))
                .orElseThrow(() -> new Objection(404, "reference", "no case has this reference"));
        audit.note(AuditEvent.of(clock.instant(), "read", "answered")
                .by("original", "200")
                .from(caller.name(), connection.thumbprint(), connection.address())
                .about(held.service().toString(), "", "", held.body().hash())
                .in(reference));
        return new Answer(200, Map.of("Content-Type", held.format().mediaType()), held.body());
    }
}
