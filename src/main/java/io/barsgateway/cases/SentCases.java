package io.barsgateway.cases;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.Direction;
import io.barsgateway.outbox.content.HeldMessage;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What we sent to others: held with the work of sending it, and what came of it. */
@Component
public final class SentCases {

    private static final String UPDATES = SqlText.of("""
            SELECT m.body FROM work w JOIN message m ON m.id = w.message_id
             WHERE w.kind = {SEND} AND w.case_id = ? AND w.status NOT IN ({DONE}, {HANDLED}) AND m.meaning = {UPDATE}
             ORDER BY w.id""", WorkKind.values(), WorkStatus.values(), Meaning.values());

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final CaseRows rows;
    private final MessageRows messages;
    private final LocalRequests requests;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Clock clock;

    SentCases(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            CaseRows rows,
            MessageRows messages,
            LocalRequests requests,
            AuditTrail audit,
            WorkQueue queue,
            Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.messages = messages;
        this.requests = requests;
        this.audit = audit;
        this.queue = queue;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A request as it will leave.
     *
     * @param caseId of the case that it opens, or that it updates or cancels
     * @param requestId its X-Request-Id, the same on each attempt
     * @param from our service
     * @param dueAt when a response that has not come is an alarm; null where none is owed
     */
    public record Sending(
            UUID messageId,
            String requestId,
            UUID caseId,
            String reference,
            Meaning meaning,
            ServiceId from,
            ServiceId to,
            String correlationId,
            String category,
            String useCase,
            String useContext,
            String subjectType,
            MessageBundle bundle,
            @Nullable Instant dueAt) {}

    /**
     * Holds it with the work of sending it, the answer to whoever asked and the audit, in one commit.
     *
     * @param about the case as it was read; null where it is new
     * @return false where the case has changed since it was read, and nothing was held
     */
    public boolean hold(Sending sending, @Nullable HeldCase about, LocalRequest report, String answer) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            Instant now = clock.instant();
            if (about != null && !rows.changing(about, now)) {
                return false;
            }
            if (about == null) {
                rows.open(opened(sending, now));
            }
            HeldMessage message = message(sending, report, now);
            messages.hold(message);
            queue.add(WorkKind.SEND, sending.messageId(), sending.meaning(), sending.useCase(), sending.bundle());
            requests.keep(report, answer, now);
            audit.write(AuditEvent.of(now, "request", "held")
                    .from(report.credential(), "", report.address())
                    .about(
                            sending.from().toString(),
                            sending.requestId(),
                            sending.correlationId(),
                            message.body().hash())
                    .in(sending.reference()));
            return true;
        }));
    }

    private static HeldMessage message(Sending sending, LocalRequest report, Instant now) {
        return new HeldMessage(
                sending.messageId(),
                sending.caseId(),
                Direction.OUT,
                sending.meaning(),
                sending.from(),
                sending.to(),
                "",
                sending.bundle().id().orElse(""),
                sending.requestId(),
                sending.correlationId(),
                sending.useContext(),
                report.credential(),
                "",
                Format.JSON,
                new Original(FhirJson.write(sending.bundle().tree())),
                now,
                "",
                report.trace());
    }

    private static NewCase opened(Sending sending, Instant now) {
        return new NewCase(
                new CaseState(sending.caseId(), sending.reference(), Status.OPEN, "", sending.bundle()),
                CaseRole.SENDER,
                sending.from(),
                sending.to(),
                "",
                sending.correlationId(),
                sending.bundle().id().orElse(""),
                sending.category(),
                sending.useCase(),
                sending.bundle().first(sending.subjectType()).orElseThrow(),
                "",
                "",
                sending.messageId(),
                Optional.empty(),
                CaseKeys.of(sending.bundle()).withoutIdentifiers(),
                sending.dueAt(),
                now);
    }

    /** The case that we sent, by our reference. */
    public Optional<HeldCase> byReference(String reference) {
        return cases.byReference(reference).filter(held -> held.role() == CaseRole.SENDER);
    }

    /**
     * What the next change of a case goes on from: what the Receiver has taken, and each update that it has not, in its order; one
     * that it refused for good too, until a person gives it up. The tree may be changed.
     */
    public MessageBundle next(HeldCase held) {
        List<MessageBundle> updates = jdbc.sql(UPDATES)
                .param(held.state().id())
                .query((row, number) -> MessageBundle.of(FhirJson.read(row.getBytes("body"))))
                .list();
        return SentContent.of(held.state().merged(), updates);
    }

    /** Keeps what the Receiver answered to a request: its ids are the ones to name from now on. */
    public void answered(Work work, MessageBundle answer) {
        transactions.executeWithoutResult(transaction -> {
            HeldCase held = cases.byReference(work.reference()).orElseThrow();
            Entry subject = answer.first(work.meaning().subjectType()).orElseThrow();
            // It names the resource in addresses from now on
            String id = ResourceId.of(subject.resource()).orElse("");
            HeldMessage message = answer(work, held, answer, clock.instant());
            rows.answered(
                    held.state().id(),
                    id,
                    work.meaning().isCancel(),
                    message.body().bytes(),
                    message.at());
            messages.hold(message);
            queue.add(WorkKind.DELIVER, message.id(), Meaning.ANSWER, "", answer);
        });
    }

    private static HeldMessage answer(Work work, HeldCase held, MessageBundle answer, Instant now) {
        return new HeldMessage(
                UUID.randomUUID(),
                held.state().id(),
                Direction.IN,
                Meaning.ANSWER,
                work.service(),
                work.counterpart(),
                "",
                answer.id().orElse(""),
                work.requestId(),
                work.correlationId(),
                "",
                "proxy",
                "",
                Format.JSON,
                new Original(FhirJson.write(answer.tree())),
                now,
                "",
                work.trace());
    }

    /**
     * An earlier attempt was taken and its answer was lost: a cancel has had its effect, and an update is what the Receiver has. An
     * id that was found is kept.
     */
    public void takenBefore(Work work, String foundId) {
        transactions.executeWithoutResult(transaction -> {
            Instant now = clock.instant();
            if (work.meaning() == Meaning.UPDATE) {
                MessageBundle update =
                        MessageBundle.of(FhirJson.read(work.body().bytes()));
                rows.updated(work.reference(), SentContent.of(content(work), List.of(update)), now);
            }
            if (work.meaning().isCancel()) {
                rows.cancelled(work.reference(), now);
            }
            if (!foundId.isEmpty()) {
                MessageBundle sent = content(work);
                sent.first(work.meaning().subjectType())
                        .ifPresent(subject -> subject.resource().put("id", foundId));
                rows.identified(work.reference(), foundId, sent, now);
            }
        });
    }

    private MessageBundle content(Work work) {
        return cases.byReference(work.reference()).orElseThrow().state().merged();
    }
}
