package io.barsgateway.local.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.cases.Unkept;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Outage;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.outbox.TryAgain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one place where a failure becomes an answer to a local system: which field, and what to do. */
@Component
public final class AnswerObjection {

    private static final Logger log = LoggerFactory.getLogger(AnswerObjection.class);

    /** The bounds of one document and of all that are being processed, and a header whose values differ. */
    private static final Set<FaultCode> TOLD = Set.of(FaultCode.TOO_LONG, FaultCode.UNAVAILABLE, FaultCode.VALUE);

    private final StoreOutage outage;
    private final QuestionAlarm questions;
    private final Audit audit;
    private final Clock clock;

    AnswerObjection(StoreOutage outage, QuestionAlarm questions, Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
        this.outage = outage;
        this.questions = questions;
    }

    public Answer answer(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("read") @Nullable LocalRead read,
            @Variable("role") @Nullable String role,
            @Variable("localCaller") @Nullable LocalCaller caller,
            @Variable("localConnection") @Nullable LocalConnection connection,
            Exchange exchange) {
        if (role != null && caller != null && connection != null && failure instanceof Objection objection) {
            audit.note(AuditEvent.of(clock.instant(), "operator", "refused")
                    .by(exchange.getFromRouteId(), String.valueOf(objection.status()))
                    .from(caller.name(), connection.thumbprint(), connection.address()));
        }
        if (failure instanceof Objection objection) {
            // Not the fields: the member names of a body are whatever its writer made them
            log.info(
                    "A request of the local side was refused with {}: {} problems",
                    objection.status(),
                    objection.problems().size());
            return answer(objection.status(), objection.problems());
        }
        if (Unkept.isUnder(failure)) {
            log.info("A request of the local side holds a value that cannot be kept");
            return answer(400, List.of(new Objection.Problem("$", "holds a value that cannot be kept")));
        }
        if (failure instanceof Fault fault && TOLD.contains(fault.code())) {
            log.info(
                    "A request of the local side was refused with {}: {}",
                    fault.code().status(),
                    fault.diagnostics());
            return answer(fault.code().status(), List.of(new Objection.Problem("$", fault.diagnostics())));
        }
        if (failure instanceof RejectedExecutionException) {
            log.info("A request of the local side was refused with 503: too many of its kind at once");
            return answer(503, List.of(new Objection.Problem("$", "too many at once; ask again in a moment")));
        }
        if (read != null && read.kind() == LocalRead.Kind.QUESTION && isOnTheWay(failure)) {
            log.info("A question of the local side got no answer: {}", Cause.of(failure));
            questions.unanswered();
            return answer(
                    503,
                    List.of(new Objection.Problem(
                            "path", "the other organisation cannot be reached at the moment; ask again later")));
        }
        if (!outage.explains(failure)) {
            log.error("A request of the local side failed: {}", Cause.of(failure));
        }
        if (role != null && outage.explains(failure)) {
            return answer(
                    503,
                    List.of(new Objection.Problem(
                            "$",
                            "the store " + outage.state().words()
                                    + ", so nothing can be looked up or done: bars health")));
        }
        return answer(
                503, List.of(new Objection.Problem("$", "the gateway could not hold it; send it again in a moment")));
    }

    /** Between us and the other organisation: the network, the token endpoint, the proxy. */
    private static boolean isOnTheWay(Throwable failure) {
        return failure instanceof TryAgain || Outage.isUnder(failure);
    }

    private static Answer answer(int status, List<Objection.Problem> problems) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode errors = body.putArray("errors");
        problems.forEach(
                problem -> errors.addObject().put("field", problem.field()).put("message", problem.message()));
        return Answer.json(status, new String(FhirJson.write(body), StandardCharsets.UTF_8));
    }
}
