package io.barsgateway.cases;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Cases for the local side: read as they are, changed only where nothing else changed them in between. */
@Component
public final class CaseFile {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Clock clock;

    CaseFile(
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

    public Optional<HeldCase> byReference(String reference) {
        return cases.byReference(reference);
    }

    /** A message as it came or left. */
    public record Held(ServiceId service, Format format, Original body) {}

    /** A message by the id under which it was delivered. */
    public Optional<Held> message(UUID id) {
        return jdbc.sql("SELECT service, format, body FROM message WHERE id = ?")
                .param(id)
                .query(CaseFile::held)
                .optional();
    }

    /** The last message that came in about the case of that reference. */
    public Optional<Held> latest(String reference) {
        return jdbc.sql("""
                        SELECT m.service, m.format, m.body FROM bars_case c JOIN message m ON m.case_id = c.id
                         WHERE c.reference = ? AND m.direction = 'in' ORDER BY m.held_at DESC LIMIT 1""").param(reference).query(CaseFile::held).optional();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                ServiceId.ofEndpoint(row.getString("service")).orElseThrow(),
                Format.valueOf(row.getString("format")),
                new Original(row.getBytes("body")));
    }

    /** What was sent together with it. */
    public Optional<HeldCase> linkedTo(HeldCase held) {
        return cases.linkedTo(held.state().id());
    }

    /** Oldest first. */
    public List<HeldCase> byCorrelationId(String correlationId) {
        return cases.byCorrelationId(correlationId);
    }

    /**
     * Holds a composed response and the new state of its case in one commit; the work of sending it, the answer to the
     * report and its audit are in it.
     *
     * @return false where the case has changed since it was read, and nothing was held
     */
    public boolean hold(
            HeldCase read,
            CaseState after,
            String encounterStatus,
            Outgoing response,
            LocalRequest report,
            String answer) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            Timestamp now = Timestamp.from(clock.instant());
            int changed = jdbc.sql("""
                            UPDATE bars_case SET status = ?, encounter_status = ?, merged = ?, changed_at = ?
                             WHERE id = ? AND changed_at = ?""")
                    .params(
                            after.status().name(),
                            encounterStatus,
                            FhirJson.write(after.merged().tree()),
                            now,
                            after.id(),
                            Timestamp.from(read.changedAt()))
                    .update();
            if (changed == 1) {
                insert(read, response, now);
                keep(report, answer, now);
                audit.write(AuditEvent.of(clock.instant(), "response", "held")
                        .by(report.rule(), report.detail())
                        .from(report.credential(), "", report.address())
                        .about(
                                read.service().toString(),
                                response.requestId(),
                                read.correlationId(),
                                response.body().hash())
                        .in(read.state().reference()));
                queue.add(Work.SEND, response.id(), "RESPONSE", read.useCase(), after.merged());
            }
            return changed == 1;
        }));
    }

    /** What an earlier report under the same key was answered; empty where it is the first. */
    public Optional<LocalRequest.Answered> earlier(LocalRequest report) {
        return jdbc.sql("SELECT sha256, answer FROM local_request WHERE credential = ? AND idempotency_key = ?")
                .params(report.credential(), report.key())
                .query(LocalRequest.Answered.class)
                .optional();
    }

    private void keep(LocalRequest report, String answer, Timestamp now) {
        jdbc.sql("INSERT INTO local_request VALUES (?, ?, ?, ?, ?)")
                .params(report.credential(), report.key(), report.sha256(), answer, now)
                .update();
    }

    private void insert(HeldCase read, Outgoing response, Timestamp now) {
        jdbc.sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                        VALUES (?, ?, 'out', 'RESPONSE', ?, ?, '', ?, ?, ?, ?, 'gateway', '', 'JSON', ?, ?, ?)""")
                .params(
                        response.id(),
                        read.state().id(),
                        read.service().toString(),
                        read.counterpart().toString(),
                        response.bundleId(),
                        response.requestId(),
                        read.correlationId(),
                        response.useContext(),
                        response.body().hash(),
                        response.body().bytes(),
                        now)
                .update();
    }
}
