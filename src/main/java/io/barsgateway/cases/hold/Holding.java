package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.write.Part;
import io.barsgateway.cases.CaseKeys;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.NewCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.content.CaseContent;
import io.barsgateway.outbox.content.Direction;
import io.barsgateway.outbox.content.HeldMessage;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.queue.Lease;
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

    Holding {
        warnings = List.copyOf(warnings);
    }

    /** Its case, new or changed, where the part of that name says that the message has its turn. */
    Part casePart(String accepted) {
        CaseState state = acceptance.state();
        if (known != null) {
            return CaseRows.changed(known, state, acceptance.encounterStatus(), at, accepted);
        }
        Entry subject = message.subject();
        String subjectId = acceptance
                .answer()
                .resolve(subject.fullUrl())
                .flatMap(entry -> Tree.text(entry.resource(), "id"))
                .orElse("");
        return CaseRows.opened(
                new NewCase(
                        state,
                        CaseRole.RECEIVER,
                        attempt.tenant().id(),
                        message.source(),
                        attempt.organisation(),
                        attempt.ids().correlationId(),
                        message.bundleId(),
                        message.category(),
                        message.useCase(),
                        subject,
                        subjectId,
                        acceptance.encounterStatus(),
                        acceptance.ids().message(),
                        CaseContent.difference(message.bundle(), state.merged()),
                        CaseKeys.of(state.merged()),
                        null,
                        at),
                accepted);
    }

    /** The message itself, where its case was written. */
    Part messagePart() {
        return MessageRows.held(
                new HeldMessage(
                        acceptance.ids().message(),
                        acceptance.state().id(),
                        Direction.IN,
                        message.meaning(),
                        attempt.tenant().id(),
                        message.source(),
                        attempt.organisation(),
                        message.bundleId(),
                        attempt.ids().requestId(),
                        attempt.ids().correlationId(),
                        "",
                        attempt.callerLabel(),
                        attempt.accessHeaders().headers(),
                        message.parsed().format(),
                        message.parsed().original(),
                        at,
                        String.join("\n", warnings),
                        attempt.trace().parent()),
                CaseRows.CASE);
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
                WorkKind.DELIVER,
                attempt.service(),
                lease.id(),
                1,
                Duration.ZERO,
                false,
                false,
                acceptance.ids().message(),
                acceptance.state().reference(),
                message.meaning(),
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
