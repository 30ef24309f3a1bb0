package io.barsgateway.audit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** One span that runs, and what ties others to it. */
public final class Trace {

    /** Of nothing. */
    public static final Trace NONE = new Trace(Span.getInvalid());

    private final Span span;

    Trace(Span span) {
        this.span = span;
    }

    /**
     * The traceparent (W3C Trace Context 3.2) of whatever it causes: with it that belongs to the same trace. Where traces are off, the
     * one that came in; null where there is none.
     */
    public @Nullable String parent() {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    /** The same, of which that is known; an empty value says nothing. */
    public Trace with(TraceField field, String value) {
        if (!value.isEmpty()) {
            span.setAttribute(field.key(), value);
        }
        return this;
    }

    /** It is over, and went well. */
    public void end() {
        span.end();
    }

    /** It is over, by a failure of which the kind is told. */
    public void fail(Throwable failure) {
        span.setAttribute(TraceField.ERROR.key(), failure.getClass().getSimpleName());
        span.setStatus(StatusCode.ERROR);
        span.end();
    }
}
