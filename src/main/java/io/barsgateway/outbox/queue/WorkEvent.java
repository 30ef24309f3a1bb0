package io.barsgateway.outbox.queue;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import java.time.Instant;

/** What the audit says of an attempt: ids, how many attempts there were, and why it failed. */
public enum WorkEvent {
    /** The neighbour has taken it. */
    DONE,
    /** Another attempt follows. */
    POSTPONED,
    /** A person must look. */
    SET_ASIDE,
    /** Its original goes to the other URL of its service. */
    FALLBACK;

    AuditEvent of(Work work, String reason, Instant now) {
        return AuditEvent.of(now, what(work.kind()), word())
                .by(
                        work.meaning().name(),
                        "message=" + work.messageId() + " attempt=" + work.attempts() + because(reason))
                .from("gateway", "", "")
                .about(work.service().toString(), work.requestId(), work.correlationId(), work.sha256())
                .in(work.reference());
    }

    /** The kind of event, for work of that kind. */
    public static String what(WorkKind kind) {
        return kind == WorkKind.DELIVER ? "delivery" : "sending";
    }

    private String word() {
        return switch (this) {
            case DONE -> "done";
            case POSTPONED -> "postponed";
            case SET_ASIDE -> "set aside";
            case FALLBACK -> "fallback";
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : " reason: " + reason;
    }
}
