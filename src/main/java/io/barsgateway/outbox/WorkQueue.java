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
                                  AND p.status <> 'done' AND p.id < w.id)
             ORDER BY w.next_at LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
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

    /** It cannot succeed: a person must look, and what follows in its case waits behind it. */
    public void setAside(Work work, String reason) {
        finish(work, "undelivered", reason);
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

    private void finish(Work work, String status, String reason) {
        jdbc.sql("""
                        UPDATE work SET status = ?, reason = ?, lease = NULL, leased_until = NULL, changed_at = ?
                         WHERE id = ? AND lease = ?""")
                .params(status, reason, Timestamp.from(clock.instant()), work.id(), work.lease())
                .update();
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
