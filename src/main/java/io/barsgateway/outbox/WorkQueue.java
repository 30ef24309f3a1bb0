package io.barsgateway.outbox;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.form.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Claims and leases. Work is claimed at least once, in the order it was held within one case, by one gateway at a time: a
 * lease that its holder never settled lapses, and the work is claimed again with the same keys.
 */
@Component
public final class WorkQueue {

    private static final String HEAD_THAT_IS_DUE = """
            SELECT w.id FROM work w
             WHERE w.kind = ? AND w.status = 'ready' AND w.next_at <= ?
               AND (w.leased_until IS NULL OR w.leased_until < ?)
               AND (? OR w.service = ANY (?))
               AND NOT EXISTS (SELECT 1 FROM work p WHERE p.kind = w.kind AND p.case_id = w.case_id
                                  AND p.status <> 'done' AND p.id < w.id
                                  AND NOT (p.status = 'undelivered' AND (p.notice OR w.notice)))
             ORDER BY w.next_at LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    WorkQueue(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Adds a piece, due at once, in the transaction that holds its message. */
    public void add(String kind, UUID messageId) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        INSERT INTO work (kind, case_id, message_id, service, status, next_at, created_at, changed_at)
                        SELECT ?, case_id, id, service, 'ready', ?, ?, ? FROM message WHERE id = ?""")
                .params(kind, now, now, now, messageId)
                .update();
    }

    /** The next piece that is due, of those services or, where {@code services} is empty, of any; leased for that long. */
    public Optional<Work> claim(String kind, List<ServiceId> services, Duration lease) {
        Instant now = clock.instant();
        UUID claim = UUID.randomUUID();
        return jdbc.sql("""
                        WITH claimed AS (
                            UPDATE work SET lease = ?, leased_until = ?, attempts = attempts + 1, changed_at = ?
                             WHERE id = (%s)
                            RETURNING id, lease, attempts, message_id)
                        SELECT c.id, c.lease, c.attempts, m.id AS message_id, k.reference, m.meaning, m.service,
                               m.counterpart, m.request_id, m.correlation_id, m.use_context, m.format, m.body, m.warnings
                          FROM claimed c JOIN message m ON m.id = c.message_id JOIN bars_case k ON k.id = m.case_id""".formatted(HEAD_THAT_IS_DUE))
                .params(
                        claim,
                        Timestamp.from(now.plus(lease)),
                        Timestamp.from(now),
                        kind,
                        Timestamp.from(now),
                        Timestamp.from(now),
                        services.isEmpty(),
                        services.stream().map(ServiceId::toString).toArray(String[]::new))
                .query(WorkQueue::row)
                .optional();
    }

    /** It is done. */
    public void settle(Work work) {
        finish(work, "done", "");
    }

    /**
     * It cannot succeed: a person must look, and what follows in its case waits behind it. Where it was to be sent, the local system
     * is told so, in the same commit.
     */
    void setAside(Work work, String reason, Refusal refusal) {
        transactions.executeWithoutResult(transaction -> {
            if (finish(work, "undelivered", reason)) {
                tell(work, refusal);
            }
        });
    }

    /** Under the ids of what was refused. Of what was to be sent only: a delivery was refused by the local system itself. */
    private void tell(Work refused, Refusal refusal) {
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        WITH told AS (
                            INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                                request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                            SELECT ?, m.case_id, 'in', 'REFUSED', m.service, m.counterpart, '', m.bundle_id, m.request_id,
                                   m.correlation_id, '', 'gateway', '', ?, ?, ?, ?
                              FROM work w JOIN message m ON m.id = w.message_id WHERE w.id = ? AND w.kind = 'send'
                            RETURNING id, case_id, service)
                        INSERT INTO work (kind, case_id, message_id, service, status, next_at, created_at, changed_at, notice)
                        SELECT 'deliver', case_id, id, service, 'ready', ?, ?, ?, true FROM told""")
                .params(
                        id,
                        refusal.format().name(),
                        refusal.body().hash(),
                        refusal.body().bytes(),
                        now,
                        refused.id(),
                        now,
                        now,
                        now)
                .update();
    }

    /** It failed this time. */
    public void postpone(Work work, Instant until, String reason) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = ?, reason = ?, changed_at = ?
                         WHERE id = ? AND lease = ?""")
                .params(Timestamp.from(until), reason, Timestamp.from(clock.instant()), work.id(), work.lease())
                .update();
    }

    /** How much of a kind is in a state: ready or undelivered. */
    public long count(String kind, String status) {
        return jdbc.sql("SELECT count(*) FROM work WHERE kind = ? AND status = ?")
                .params(kind, status)
                .query(Long.class)
                .single();
    }

    /** Why the oldest piece that is not done failed when it was last tried; empty where none did. */
    public Optional<String> oldestFailure(String kind) {
        return jdbc.sql("""
                        SELECT reason FROM work WHERE kind = ? AND status <> 'done' AND reason <> ''
                         ORDER BY id LIMIT 1""").param(kind).query(String.class).optional();
    }

    /** Whether the work was still ours. */
    private boolean finish(Work work, String status, String reason) {
        return jdbc.sql("""
                        UPDATE work SET status = ?, reason = ?, lease = NULL, leased_until = NULL, changed_at = ?
                         WHERE id = ? AND lease = ?""")
                        .params(status, reason, Timestamp.from(clock.instant()), work.id(), work.lease())
                        .update()
                == 1;
    }

    private static Work row(ResultSet row, int number) throws SQLException {
        return new Work(
                row.getLong("id"),
                row.getObject("lease", UUID.class),
                row.getInt("attempts"),
                row.getObject("message_id", UUID.class),
                row.getString("reference"),
                row.getString("meaning"),
                endpoint(row.getString("service")),
                endpoint(row.getString("counterpart")),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("use_context"),
                Format.valueOf(row.getString("format")),
                new Original(row.getBytes("body")),
                row.getString("warnings"));
    }

    private static ServiceId endpoint(String text) {
        return ServiceId.ofEndpoint(text)
                .orElseThrow(() -> new IllegalStateException("A stored endpoint is system|value"));
    }
}
