package io.barsgateway.edge.listener;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.trust.keys.Certificates;
import java.time.Clock;

/** Where a listener tells what its callers heard. */
public final class HeardAnswers {

    private final Audit audit;
    private final Clock clock;

    public HeardAnswers(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** A request goes to its route. */
    public HeardAnswer begin() {
        return new HeardAnswer(audit, clock);
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
