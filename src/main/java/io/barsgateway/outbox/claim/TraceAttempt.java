package io.barsgateway.outbox.claim;

import io.barsgateway.audit.trace.EndOfTrace;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.audit.trace.Traced;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Begins the span of an attempt, in the trace of what had its message held, whichever gateway held it and however long ago. It ends
 * with the attempt, well or not.
 */
@Component
public final class TraceAttempt {

    private final Tracing tracing;

    TraceAttempt(Tracing tracing) {
        this.tracing = tracing;
    }

    public Trace trace(@Variable("work") Work work, Exchange exchange) {
        Traced what = work.kind() == WorkKind.SEND ? Traced.SENDING : Traced.DELIVERY;
        Trace trace = tracing.under(what, work.trace())
                .with(TraceField.OPERATION, work.meaning().name())
                .with(TraceField.REFERENCE, work.reference())
                .with(TraceField.MESSAGE_ID, work.messageId().toString())
                .with(TraceField.SERVICE, work.service().toString())
                .with(TraceField.REQUEST_ID, work.requestId())
                .with(TraceField.CORRELATION_ID, work.correlationId())
                .with(TraceField.ATTEMPT, String.valueOf(work.attempts()));
        exchange.getExchangeExtension().addOnCompletion(new EndOfTrace(trace));
        return trace;
    }
}
