package io.barsgateway.answer;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.cases.Unkept;
import io.barsgateway.cases.decide.Question;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Outage;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one place where a failure becomes an answer to the proxy: a Fault speaks for itself, anything else says nothing. */
@Component
public final class AnswerFault {

    private static final Logger log = LoggerFactory.getLogger(AnswerFault.class);

    private final StoreOutage outage;

    AnswerFault(StoreOutage outage) {
        this.outage = outage;
    }

    // Not @ExchangeException: that one walks down to the root cause, past our own Fault
    public Answer answer(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("request") @Nullable Request request,
            @Variable("question") @Nullable Question question) {
        Fault fault = asFault(failure, question != null);
        Format format = request == null ? Format.JSON : request.answerFormat();
        Map<String, String> echoes = request == null ? Map.of() : Ids.echoes(request);
        log(fault, echoes);
        return Answer.fhir(format, echoes, OperationOutcome.of(fault));
    }

    private void log(Fault fault, Map<String, String> ids) {
        if (fault.code() != FaultCode.FORBIDDEN) {
            // A refused caller has its own line
            log.info(
                    "Refused with {} {}: {} request={} correlation={}",
                    fault.code().status(),
                    fault.code().issueType(),
                    fault.diagnostics(),
                    ids.getOrDefault("X-Request-Id", "-"),
                    ids.getOrDefault("X-Correlation-Id", "-"));
        }
        // Without a cause, or elsewhere, it is a local system that did not decide, which has its own alarm
        if (fault.code() == FaultCode.UNAVAILABLE
                && fault.getCause() != null
                && !outage.explains(fault)
                && !Outage.isElsewhere(fault)) {
            log.error("Messages cannot be held: {}", Cause.of(fault));
        }
    }

    /**
     * What the store or another system could not do may pass, so the Sender hears 503; it does not retry a 500. Nor does a step that
     * fails while the local system is asked decide anything.
     */
    private static Fault asFault(Throwable failure, boolean asked) {
        if (failure instanceof Fault fault) {
            return fault;
        }
        if (Outage.isUnder(failure)) {
            return Unkept.fault("The message cannot be taken at the moment", failure);
        }
        if (!asked || !(failure instanceof TryAgain)) {
            // Else no answer of a local system, which has its own alarm
            log.error("Unexpected {}", Cause.of(failure));
        }
        if (asked) {
            return new Fault(
                    FaultCode.UNAVAILABLE, "The service cannot decide about the message at the moment; send it again");
        }
        return new Fault(FaultCode.SERVER_ERROR, "Something failed here; the gateway's log says what", failure);
    }
}
