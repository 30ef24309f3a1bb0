package io.barsgateway.audit.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a traceparent (W3C Trace Context 3.2). One that is malformed is as if it were not there, and never an error. */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    /** A later version may be longer than ours, 55; nothing that long is one. */
    private static final int LONGEST = 512;

    private static final TextMapGetter<String> VALUE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String value) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String value, String name) {
            return name.equals(HEADER) ? value : null;
        }
    };

    private TraceParent() {}

    /** @param values of the header; of two nobody can tell which is meant */
    static Context of(List<String> values) {
        return values.size() == 1 && values.get(0).length() <= LONGEST
                ? W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), values.get(0).strip(), VALUE)
                : Context.root();
    }
}
