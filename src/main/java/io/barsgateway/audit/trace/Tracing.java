package io.barsgateway.audit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins spans. Without a collector there are none, and each stands for the traceparent that came in. */
public final class Tracing {

    /** Without a collector. */
    public static final Tracing OFF = new Tracing(OpenTelemetry.noop());

    private static final String SCOPE = "io.barsgateway";

    private final Tracer tracer;

    Tracing(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(SCOPE);
    }

    /** @param traceparents the values of that header of a request */
    public Trace begin(Traced what, List<String> traceparents) {
        return begin(what, TraceParent.of(traceparents));
    }

    /** @param parent a traceparent; null where it begins a trace of its own */
    public Trace under(Traced what, @Nullable String parent) {
        return begin(what, TraceParent.of(parent == null ? List.of() : List.of(parent)));
    }

    /** Tells of work that is done for several at once, so that it is in a trace of its own. */
    public <T> T tell(Traced what, Supplier<T> work) {
        Trace trace = under(what, null);
        try {
            T result = work.get();
            trace.end();
            return result;
        } catch (RuntimeException failure) {
            trace.fail(failure);
            throw failure;
        }
    }

    private Trace begin(Traced what, Context parent) {
        return new Trace(tracer.spanBuilder(what.span())
                .setSpanKind(what.kind())
                .setParent(parent)
                .startSpan());
    }
}
