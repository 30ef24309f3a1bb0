package io.barsgateway.cases;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.PatientIdentity;
import io.barsgateway.fhir.ResourceId;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.sql.Timestamp;
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

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Clock clock;

    SentCases(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            AuditTrail audit,
            WorkQueue queue,
            Clock clock) {
        this.cases = cases;
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
            String meaning,
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
            if (about != null && !isAsRead(about)) {
                return false;
            }
            Timestamp now = Timestamp.from(clock.instant());
            Original body = new Original(FhirJson.write(sending.bundle().tree()));
            if (about == null) {
                open(sending, body, now);
            }
            jdbc.sql("""
                            INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation,
                                bundle_id, request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                            VALUES (?, ?, 'out', ?, ?, ?, '', ?, ?, ?, ?, ?, '', 'JSON', ?, ?, ?)""")
                    .params(
                            sending.messageId(),
                            sending.caseId(),
                            sending.meaning(),
                            sending.from().toString(),
                            sending.to().toString(),
                            sending.bundle().id().orElse(""),
                            sending.requestId(),
                            sending.correlationId(),
                            sending.useContext(),
                            report.credential(),
                            body.hash(),
                            body.bytes(),
                            now)
                    .update();
            queue.add(Work.SEND, sending.messageId(), sending.meaning(), sending.useCase(), sending.bundle());
            jdbc.sql("INSERT INTO local_request VALUES (?, ?, ?, ?, ?)")
                    .params(report.credential(), report.key(), report.sha256(), answer, now)
                    .update();
            audit.write(AuditEvent.of(clock.instant(), "request", "held")
                    .from(report.credential(), "", report.address())
                    .about(sending.from().toString(), sending.requestId(), sending.correlationId(), body.hash())
                    .in(sending.reference()));
            return true;
        }));
    }

    /** Locks the case; whoever read it before this commit composes its own message anew. */
    private boolean isAsRead(HeldCase about) {
        return jdbc.sql("""
                                UPDATE bars_case SET changed_at = greatest(?, changed_at + interval '1 microsecond')
                                 WHERE id = ? AND changed_at = ?""")
                        .params(Timestamp.from(clock.instant()), about.state().id(), Timestamp.from(about.changedAt()))
                        .update()
                == 1;
    }

    private void open(Sending sending, Original body, Timestamp now) {
        PatientIdentity patient = PatientIdentity.of(sending.bundle());
        Entry subject = sending.bundle().first(sending.subjectType()).orElseThrow();
        jdbc.sql("""
                        INSERT INTO bars_case (id, reference, service, counterpart, organisation, correlation_id,
                            request_bundle_id, category, use_case, subject_type, subject_url, subject_id, encounter_url,
                            encounter_status, status, merged, opened_at, changed_at, role, nhs_number, birth_date, postcode,
                            names, due_at)
                        VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, '', '', '', 'OPEN', ?, ?, ?, 'sender', ?, ?, ?,
                            string_to_array(?, ' '), ?)""")
                .params(
                        sending.caseId(),
                        sending.reference(),
                        sending.from().toString(),
                        sending.to().toString(),
                        sending.correlationId(),
                        sending.bundle().id().orElse(""),
                        sending.category(),
                        sending.useCase(),
                        sending.subjectType(),
                        subject.fullUrl(),
                        body.bytes(),
                        now,
                        now,
                        Cases.key(patient.nhsNumber()),
                        Cases.key(patient.birthDate()),
                        patient.postcode(),
                        String.join(" ", patient.names()),
                        sending.dueAt() == null ? null : Timestamp.from(sending.dueAt()))
                .update();
    }

    /** The case that we sent, by our reference. */
    public Optional<HeldCase> byReference(String reference) {
        return cases.byReference(reference).filter(held -> held.role().equals("sender"));
    }

    /**
     * What the next change of a case goes on from: what the Receiver has taken, and each update that it has not, in its order; one
     * that it refused for good too, until a person gives it up. The tree may be changed.
     */
    public MessageBundle next(HeldCase held) {
        List<MessageBundle> updates = jdbc.sql("""
                        SELECT m.body FROM work w JOIN message m ON m.id = w.message_id
                         WHERE w.kind = 'send' AND w.case_id = ? AND w.status NOT IN ('done', 'handled') AND m.meaning = 'UPDATE'
                         ORDER BY w.id""")
                .param(held.state().id())
                .query((row, number) -> MessageBundle.of(FhirJson.read(row.getBytes("body"))))
                .list();
        return SentContent.of(held.state().merged(), updates);
    }

    /** Keeps what the Receiver answered to a request: its ids are the ones to name from now on. */
    public void answered(Work work, MessageBundle answer) {
        transactions.executeWithoutResult(transaction -> {
            Timestamp now = Timestamp.from(clock.instant());
            HeldCase held = cases.byReference(work.reference()).orElseThrow();
            boolean cancel = work.meaning().startsWith("CANCEL");
            Entry subject = answer.first(subjectType(work)).orElseThrow();
            // It names the resource in addresses from now on
            String id = ResourceId.of(subject.resource()).orElse("");
            Original body = new Original(FhirJson.write(answer.tree()));
            jdbc.sql("""
                            UPDATE bars_case SET changed_at = ?, subject_id = CASE WHEN ? = '' THEN subject_id ELSE ? END,
                                   merged = CASE WHEN ? THEN merged ELSE ? END,
                                   status = CASE WHEN ? THEN 'CANCELLED' ELSE status END,
                                   due_at = CASE WHEN ? THEN NULL ELSE due_at END
                             WHERE id = ?""")
                    .params(
                            now,
                            id,
                            id,
                            cancel,
                            body.bytes(),
                            cancel,
                            cancel,
                            held.state().id())
                    .update();
            UUID messageId = UUID.randomUUID();
            jdbc.sql("""
                            INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation,
                                bundle_id, request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                            VALUES (?, ?, 'in', 'ANSWER', ?, ?, '', ?, ?, ?, '', 'proxy', '', 'JSON', ?, ?, ?)""")
                    .params(
                            messageId,
                            held.state().id(),
                            work.service().toString(),
                            work.counterpart().toString(),
                            answer.id().orElse(""),
                            work.requestId(),
                            work.correlationId(),
                            body.hash(),
                            body.bytes(),
                            now)
                    .update();
            queue.add(Work.DELIVER, messageId, "ANSWER", "", answer);
        });
    }

    /**
     * An earlier attempt was taken and its answer was lost: a cancel has had its effect, and an update is what the Receiver has. An
     * id that was found is kept.
     */
    public void takenBefore(Work work, String foundId) {
        boolean cancel = work.meaning().startsWith("CANCEL");
        transactions.executeWithoutResult(transaction -> {
            Timestamp now = Timestamp.from(clock.instant());
            if (work.meaning().equals("UPDATE")) {
                MessageBundle taken = cases.byReference(work.reference())
                        .orElseThrow()
                        .state()
                        .merged();
                MessageBundle update =
                        MessageBundle.of(FhirJson.read(work.body().bytes()));
                jdbc.sql("UPDATE bars_case SET merged = ?, changed_at = ? WHERE reference = ?")
                        .params(
                                FhirJson.write(
                                        SentContent.of(taken, List.of(update)).tree()),
                                now,
                                work.reference())
                        .update();
            }
            if (cancel) {
                jdbc.sql("UPDATE bars_case SET status = 'CANCELLED', due_at = NULL, changed_at = ? WHERE reference = ?")
                        .params(now, work.reference())
                        .update();
            }
            if (!foundId.isEmpty()) {
                MessageBundle sent = cases.byReference(work.reference())
                        .orElseThrow()
                        .state()
                        .merged();
                sent.first(subjectType(work))
                        .ifPresent(subject -> subject.resource().put("id", foundId));
                jdbc.sql(
                                "UPDATE bars_case SET subject_id = ?, merged = ?, changed_at = ? WHERE reference = ? AND subject_id = ''")
                        .params(foundId, FhirJson.write(sent.tree()), now, work.reference())
                        .update();
            }
        });
    }

    private static String subjectType(Work work) {
        return work.meaning().endsWith("BOOKING") ? "Appointment" : "ServiceRequest";
    }
}
