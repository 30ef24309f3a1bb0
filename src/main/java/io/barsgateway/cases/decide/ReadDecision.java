package io.barsgateway.cases.decide;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.attempt.RetryPolicy;
import io.barsgateway.outbox.attempt.RetryPolicy.Ruling;
import io.barsgateway.outbox.lane.Lanes;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the local system's answer means. 2xx takes the message. 409, 422 and any 4xx with a body by the published schema
 * ({@code GET /decisions/schema}) refuse it. Any other 3xx and 4xx is a fault of the set-up, a wrong URL or credential: it says
 * nothing of the message, so the Sender may ask again and an alarm stands. No answer and 5xx decide nothing either, nor does a route
 * of the user's own that leaves neither a status nor such a body.
 */
@Component
public final class ReadDecision {

    private static final Logger log = LoggerFactory.getLogger(ReadDecision.class);
    private static final int LONGEST = 4096;

    private final QuestionRows questions;
    private final Lanes lanes;

    ReadDecision(QuestionRows questions, Lanes lanes) {
        this.questions = questions;
        this.lanes = lanes;
    }

    public void read(
            @Header(Exchange.HTTP_RESPONSE_CODE) @Nullable Integer status,
            @Body byte @Nullable [] body,
            @Variable("question") Question question,
            @Variable("trace") Trace trace) {
        trace.with(TraceField.STATUS, status == null ? "" : String.valueOf(status))
                .end();
        Optional<Fault> refusal = status == null ? refusal(stated(body)) : refusal(status, body);
        Ruling ruling = ruling(status, refusal.isPresent());
        lanes.leave(question.place(), outcome(ruling), words(ruling, status));
        if (ruling == Ruling.TAKEN) {
            questions.taken(question);
            return;
        }
        log.info("The local system answered {} to {} reference={}", status, question.meaning(), question.reference());
        if (ruling != Ruling.REFUSED) {
            // An earlier attempt may have been taken, and its answer lost
            throw undecided();
        }
        questions.refused(question);
        throw refusal.orElseThrow();
    }

    /** A yes is never taken for granted: a route of the user's own that leaves no status has refused, or decided nothing. */
    private static Ruling ruling(@Nullable Integer status, boolean statesVerdict) {
        return status == null
                ? statesVerdict ? Ruling.REFUSED : Ruling.SET_UP
                : RetryPolicy.confirmFirst(status, statesVerdict);
    }

    private static Outcome outcome(Ruling ruling) {
        return switch (ruling) {
            case TAKEN, REFUSED -> Outcome.WELL;
            case TRY_AGAIN -> Outcome.FAILED;
            case SET_UP -> Outcome.SET_UP;
        };
    }

    private static String words(Ruling ruling, @Nullable Integer status) {
        if (status == null) {
            return "the route that was asked left no status, which is no decision: let it set CamelHttpResponseCode,"
                    + " to 200 where the message is taken";
        }
        return "the local system answered " + status
                + (ruling == Ruling.SET_UP
                        ? " to a question, which is no decision: check confirm.url or confirm.route, and confirm.auth"
                        : "");
    }

    private static Fault undecided() {
        return new Fault(
                FaultCode.UNAVAILABLE, "The service cannot decide about the message at the moment; send it again");
    }

    /** What the body states by the schema; else what 409 and 422 say alone. Its words stay here, since they may speak of a patient. */
    private static Optional<Fault> refusal(int status, byte @Nullable [] body) {
        return (status / 100 == 4 ? refusal(stated(body)) : Optional.<Fault>empty())
                .or(() -> refusal(status == 409 ? "conflict" : status == 422 ? "not-taken" : ""));
    }

    private static Optional<Fault> refusal(String code) {
        return switch (code) {
            case "not-found" ->
                Optional.of(new Fault(FaultCode.NOT_FOUND, "What the message is about is not known to the service"));
            case "conflict" ->
                Optional.of(new Fault(FaultCode.CONFLICT, "The message conflicts with what the service holds"));
            case "not-taken" ->
                Optional.of(new Fault(FaultCode.DIFFERS, "The service does not take what the message asks for"));
            case "invalid" -> Optional.of(new Fault(FaultCode.INVARIANT, "The service refuses the message"));
            default -> Optional.empty();
        };
    }

    private static String stated(byte @Nullable [] body) {
        if (body == null || body.length == 0 || body.length > LONGEST) {
            return "";
        }
        try {
            JsonNode json = FhirJson.read(body);
            return json.path("verdict").asText().equals("refused")
                    ? json.path("code").asText()
                    : "";
        } catch (Fault noJson) {
            return "";
        }
    }
}
