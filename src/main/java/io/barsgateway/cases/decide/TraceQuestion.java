package io.barsgateway.cases.decide;

import io.barsgateway.audit.trace.EndOfTrace;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.audit.trace.Traced;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Begins the span of a question to a local system, under that of the request; it ends with what was decided, or with the request. */
@Component
public final class TraceQuestion {

    private final Tracing tracing;

    TraceQuestion(Tracing tracing) {
        this.tracing = tracing;
    }

    public Trace trace(
            @Variable("connection") Connection connection,
            @Variable("ids") Ids ids,
            @Variable("tenant") Tenant tenant,
            @Variable("question") Question question,
            Exchange exchange) {
        Trace trace = tracing.under(
                        Traced.QUESTION, connection.answerTime().heard().trace().parent())
                .with(TraceField.OPERATION, question.meaning().name())
                .with(TraceField.REFERENCE, question.reference())
                .with(TraceField.SERVICE, tenant.id().toString())
                .with(TraceField.REQUEST_ID, ids.requestId())
                .with(TraceField.CORRELATION_ID, ids.correlationId());
        exchange.getExchangeExtension().addOnCompletion(new EndOfTrace(trace));
        return trace;
    }
}
