package io.barsgateway.edge.request;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditEvent.Origin;
import io.barsgateway.audit.AuditEvent.Subject;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.audit.trace.TraceField;
import io.netty.channel.ChannelFutureListener;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a caller heard of one request, told to the audit and to its trace once: when its answer has been written to the connection, or
 * could not be. Written is as much as can be known; whether it was read cannot. Nothing waits for it.
 */
public final class HeardAnswer {

    private final Audit audit;
    private final Clock clock;
    private final Trace trace;
    private @Nullable AuditEvent asked;
    private @Nullable AuditEvent own;
    private int status;
    private boolean noted;

    HeardAnswer(Audit audit, Clock clock, Trace trace) {
        this.audit = audit;
        this.clock = clock;
        this.trace = trace;
    }

    /** The span of the request, which ends with its answer. */
    public Trace trace() {
        return trace;
    }

    /** Who asked, for which service, under which ids, as far as that is known by now; who is not named gets no row. */
    public synchronized void name(AuditEvent known) {
        asked = known;
    }

    /**
     * The row that says what came of the request. It says in its detail what was heard too, so that there is one row and not two.
     * Where the answer has left already, it is noted as it is.
     */
    public synchronized void tellBy(AuditEvent row) {
        if (noted) {
            audit.note(row);
        } else {
            own = row;
        }
    }

    /** An answer with that status leaves: tells the audit when it has. A second answer to the same request is not looked at. */
    synchronized ChannelFutureListener leaving(int answered) {
        if (status != 0) {
            return left -> {};
        }
        status = answered;
        return left -> note(left.isSuccess());
    }

    /** The same, of an answer of the listener itself: where nobody has been named yet, that is who asked. */
    synchronized ChannelFutureListener leaving(int answered, AuditEvent known) {
        if (asked == null) {
            asked = known;
        }
        return leaving(answered);
    }

    /** An answer with that status will not leave, since whoever asked is gone; nothing where another one has left, or is about to. Its status may be unknown: 0. */
    synchronized void lost(int answered) {
        if (status == 0 && !noted) {
            status = answered;
            note(false);
        }
    }

    private synchronized void note(boolean heard) {
        if (noted) {
            return;
        }
        noted = true;
        trace.with(TraceField.STATUS, status == 0 ? "" : String.valueOf(status)).end();
        String outcome = heard ? "heard" : "lost";
        if (own != null) {
            String more = status == 0 ? outcome : outcome + " " + status;
            audit.note(own.by(own.rule(), own.detail().isEmpty() ? more : own.detail() + "; " + more));
        } else if (asked != null) {
            Origin origin = asked.origin();
            Subject subject = asked.subject();
            audit.note(AuditEvent.of(clock.instant(), "answer", outcome)
                    .by(status == 0 ? "" : String.valueOf(status), "")
                    .from(origin.caller(), origin.thumbprint(), origin.address())
                    .about(subject.service(), subject.requestId(), subject.correlationId(), ""));
        }
    }
}
