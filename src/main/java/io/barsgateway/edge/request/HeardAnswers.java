package io.barsgateway.edge.request;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.audit.trace.TraceParent;
import io.barsgateway.audit.trace.Traced;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.trust.keys.Certificates;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Clock;

/** Where a listener tells what its callers heard: the audit, and the trace of the request. */
public final class HeardAnswers {

    private final Audit audit;
    private final Clock clock;
    private final Tracing tracing;

    public HeardAnswers(Audit audit, Clock clock, Tracing tracing) {
        this.audit = audit;
        this.clock = clock;
        this.tracing = tracing;
    }

    /** A request goes to its route. */
    public HeardAnswer begin(HttpRequest request) {
        Trace trace = tracing.begin(Traced.REQUEST, request.headers().getAll(TraceParent.HEADER))
                .with(TraceField.METHOD, request.method().name())
                .with(TraceField.REQUEST_ID, TimedRequest.id(request.headers(), "X-Request-Id"))
                .with(TraceField.CORRELATION_ID, TimedRequest.id(request.headers(), "X-Correlation-Id"));
        return new HeardAnswer(audit, clock, trace);
    }

    /** What the listener itself knows of a request. */
    AuditEvent known(TimedRequest request) {
        return AuditEvent.of(clock.instant(), "answer", "")
                .from(
                        "",
                        request.peer().chain().isEmpty()
                                ? ""
                                : Certificates.thumbprint(request.peer().chain().get(0)),
                        request.peer().address().getHostAddress())
                .about("", request.id("X-Request-Id"), request.id("X-Correlation-Id"), "");
    }
}
