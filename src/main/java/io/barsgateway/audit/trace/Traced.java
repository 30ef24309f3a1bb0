package io.barsgateway.audit.trace;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;

/** What has a span of its own. */
public enum Traced {
    /** A request to us, from its last byte to its answer. */
    REQUEST(SpanKind.SERVER),
    /** One attempt to hand a message to a local system. */
    DELIVERY(SpanKind.CLIENT),
    /** One attempt to send a message through the proxy. */
    SENDING(SpanKind.CLIENT),
    /** A local system is asked to decide. */
    QUESTION(SpanKind.CLIENT),
    /** A token endpoint is asked for a token. */
    TOKEN(SpanKind.CLIENT);

    private final SpanKind kind;

    Traced(SpanKind kind) {
        this.kind = kind;
    }

    SpanKind kind() {
        return kind;
    }

    /** The name of its span. */
    String span() {
        return name().toLowerCase(Locale.ROOT);
    }
}
