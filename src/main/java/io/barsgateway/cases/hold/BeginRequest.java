package io.barsgateway.cases.hold;

import io.barsgateway.cases.decide.QuestionRows;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Says what an earlier attempt of the same request came to, per X-Request-Id, calling organisation and service: 409 duplicate once it
 * was accepted, the first verdict again where that was about content, 425 while the local system is being asked about it. The same id
 * with another body is never a duplicate, which a Sender reads as success: it is refused, audited and told to the operator.
 */
@Component
public final class BeginRequest {

    private final Outcomes outcomes;
    private final Repeats repeats;
    private final QuestionRows questions;

    BeginRequest(Outcomes outcomes, Repeats repeats, QuestionRows questions) {
        this.outcomes = outcomes;
        this.repeats = repeats;
        this.questions = questions;
    }

    public Attempt begin(
            @Variable("connection") Connection connection,
            @Variable("request") Request request,
            @Variable("ids") Ids ids,
            @Variable("caller") Caller caller,
            @Variable("accessHeaders") AccessHeaders accessHeaders,
            @Variable("tenant") Tenant tenant) {
        Attempt attempt = new Attempt(
                connection, ids, caller, accessHeaders, tenant, request.body().hash());
        outcomes.of(attempt)
                .filter(earlier -> !earlier.isAccepted() || !tenant.reads(Choice.CONTENT_BEFORE_DUPLICATE))
                .ifPresent(earlier -> {
                    throw repeats.of(attempt, earlier);
                });
        if (tenant.declared().confirm().isPossible()
                && questions.isBeingAsked(attempt.stableIds().message())) {
            throw new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
        }
        return attempt;
    }
}
