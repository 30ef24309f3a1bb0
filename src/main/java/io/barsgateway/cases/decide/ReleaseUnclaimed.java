package io.barsgateway.cases.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives back what was accepted and never acknowledged, once a person has found that its Sender does not count on it: a booking
 * is cancelled, its slot is free again and the local system is told; a referral is only taken off the list.
 */
@Component
public final class ReleaseUnclaimed {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Diary diary;
    private final Clock clock;

    ReleaseUnclaimed(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            AuditTrail audit,
            WorkQueue queue,
            Diary diary,
            Clock clock) {
        this.cases = cases;
        this.audit = audit;
        this.queue = queue;
        this.diary = diary;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The service, system|value, that has something of that reference; empty where none has. */
    public Optional<String> serviceOf(String reference) {
        return jdbc
                .sql(
                        "SELECT service FROM bars_case WHERE reference = :it UNION SELECT service FROM question WHERE reference = :it")
                .param("it", reference)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** What became of it: released, or forgotten where it is no booking of ours; empty where nothing of that reference waits. */
    public Optional<String> release(String reference, String reason, String operator) {
        return Optional.ofNullable(transactions.execute(transaction -> {
            // First, so that a retry of the Sender is either before this or hears of it
            jdbc.sql("""
                            UPDATE request_outcome o SET verdict = 'CONFLICT', diagnostics = ?
                              FROM message m JOIN bars_case c ON c.id = m.case_id JOIN unclaimed u ON u.message_id = m.id
                             WHERE c.reference = ? AND c.category = '' AND o.request_id = lower(m.request_id)
                               AND o.organisation = m.organisation AND o.service = m.service""")
                    .params("CONFLICT The booking was released here since, as nobody had asked about it", reference)
                    .update();
            int asked = jdbc.sql("DELETE FROM question WHERE reference = ?")
                    .param(reference)
                    .update();
            Optional<HeldCase> held = cases.byReference(reference);
            int listed = held.map(
                            found -> jdbc.sql("""
                                    DELETE FROM unclaimed WHERE message_id IN (SELECT id FROM message WHERE case_id = ?)""").param(found.state().id()).update())
                    .orElse(0);
            if (asked + listed == 0) {
                transaction.setRollbackOnly();
                return null;
            }
            boolean booking = listed > 0 && held.orElseThrow().category().isEmpty();
            if (booking) {
                cancel(held.orElseThrow());
            }
            String outcome = booking ? "released" : "forgotten";
            audit.write(AuditEvent.of(clock.instant(), "operator", outcome)
                    .by("unclaimed", reference + ": " + reason)
                    .from(operator, "", "")
                    .in(reference));
            return outcome;
        }));
    }

    private void cancel(HeldCase held) {
        Instant now = clock.instant();
        MessageBundle merged = held.state().merged().copy();
        merged.first("Appointment")
                .ifPresent(appointment -> appointment.resource().put("status", "cancelled"));
        ObjectNode tree = merged.tree();
        Original body = new Original(FhirJson.write(tree));
        jdbc.sql("UPDATE bars_case SET status = 'CANCELLED', merged = ?, changed_at = ? WHERE id = ?")
                .params(body.bytes(), Timestamp.from(now), held.state().id())
                .update();
        diary.release(held.state().id());
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                        VALUES (?, ?, 'in', 'RELEASED', ?, ?, '', ?, ?, ?, '', 'operator', '', 'JSON', ?, ?, ?)""")
                .params(
                        id,
                        held.state().id(),
                        held.service().toString(),
                        held.counterpart().toString(),
                        held.requestBundleId(),
                        id.toString(),
                        held.correlationId(),
                        body.hash(),
                        body.bytes(),
                        Timestamp.from(now))
                .update();
        queue.add(Work.DELIVER, id, "RELEASED", "", merged);
    }
}
