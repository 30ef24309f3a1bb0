package io.barsgateway.audit.trace;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Ends a span with its exchange, if no step has ended it before. What the routes have handled is a failure all the same. */
public final class EndOfTrace extends SynchronizationAdapter {

    private final Trace trace;

    public EndOfTrace(Trace trace) {
        this.trace = trace;
    }

    @Override
    public void onDone(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (caught == null) {
            trace.end();
        } else {
            trace.fail(caught);
        }
    }
}
