package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.write.Part;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Lease;
import io.barsgateway.outbox.Work;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that is about to be held, as the tables and the work have it.
 *
 * @param known the case that it is about; null for a new one
 * @param warnings what was odd about it and about its subject
 * @param at when it is held
 */
record Holding(
        Attempt attempt,
        Message message,
        @Nullable HeldCase known,
        Acceptance acceptance,
        List<String> warnings,
        Decider decider,
        Instant at) {

    /** The name by which later parts of a statement read the row of the message. */
    static final String MESSAGE = "held_message";

    Holding {
        warnings = List.copyOf(warnings);
    }

    /**
     * The row of the message.
     *
     * @param kept the part that writes its case: where that wrote nothing, this writes nothing
     */
    Part part(String kept) {
        return Part.of(
                MESSAGE,
                """
                INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id, request_id,
                    correlation_id, use_context, caller, access, format, sha256, body, held_at, warnings, trace)
                SELECT ?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ? FROM %s
                RETURNING id, case_id, service, counterpart""".formatted(kept),
                acceptance.ids().message(),
                acceptance.state().id(),
                message.meaning().name(),
                attempt.service(),
                message.source().toString(),
                attempt.organisation(),
                message.bundleId(),
                attempt.ids().requestId(),
                attempt.ids().correlationId(),
                attempt.callerLabel(),
                attempt.accessHeaders().headers(),
                message.parsed().format().name(),
                attempt.sha256(),
                message.parsed().original().bytes(),
                Timestamp.from(at),
                String.join("\n", warnings),
                attempt.trace().parent());
    }

    /** What the audit says of it. */
    AuditEvent event() {
        String warned = warnings.isEmpty() ? "" : " warnings: " + String.join("; ", warnings);
        return AuditEvent.of(at, "request", "accepted")
                .by("", "message=" + acceptance.ids().message() + warned)
                .from(attempt.caller().name(), attempt.caller().thumbprint(), attempt.address())
                .about(
                        attempt.service(),
                        attempt.ids().requestId(),
                        attempt.ids().correlationId(),
                        attempt.sha256())
                .in(acceptance.state().reference());
    }

    /** Its delivery, as it would be claimed. */
    Work work(long id, Lease lease) {
        return new Work(
                id,
                Work.DELIVER,
                attempt.service(),
                lease.id(),
                1,
                Duration.ZERO,
                false,
                false,
                acceptance.ids().message(),
                acceptance.state().reference(),
                message.meaning().name(),
                attempt.tenant().id(),
                message.source(),
                attempt.ids().requestId(),
                attempt.ids().correlationId(),
                "",
                message.parsed().format(),
                message.parsed().original(),
                attempt.sha256(),
                String.join("\n", warnings),
                attempt.trace().parent(),
                lease.youth());
    }
}
