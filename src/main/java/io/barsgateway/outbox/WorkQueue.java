package io.barsgateway.outbox;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.ServiceId;
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
 * lease that its holder never settled lapses, and the work is claimed again with the same keys. Leases and next attempts are by the
 * store's clock, which all gateways share; when work is due is by ours.
 */
@Component
public final class WorkQueue {

    /** Goes from lane to lane along the index, so that a lane with a hundred thousand waiting costs no more than one with one. */
    private static final String LANES = """
            WITH RECURSIVE lanes (lane) AS (
                SELECT min(w.lane) FROM work w WHERE w.kind = :kind AND w.status = 'ready'
                UNION ALL
                SELECT (SELECT min(w.lane) FROM work w WHERE w.kind = :kind AND w.status = 'ready' AND w.lane > l.lane)
                  FROM lanes l WHERE l.lane IS NOT NULL),
            """;

    private static final String HEAD_THAT_IS_DUE = """
            SELECT head.id
              FROM lanes l CROSS JOIN LATERAL (
                   SELECT w.id, w.next_at FROM work w
                    WHERE w.kind = :kind AND w.lane = l.lane AND w.status = 'ready' AND w.next_at <= now()
                      AND (w.leased_until IS NULL OR w.leased_until < now())
                      AND NOT EXISTS (SELECT 1 FROM work p WHERE p.kind = w.kind AND p.case_id = w.case_id
                                         AND p.status <> 'done' AND p.id < w.id
                                         AND NOT (p.status IN ('undelivered', 'returning', 'handled') AND (p.notice OR w.notice)))
                    ORDER BY w.next_at LIMIT 1 FOR UPDATE SKIP LOCKED) head
             WHERE (:any OR l.lane = ANY (:only)) AND l.lane <> ALL (:closed)
             ORDER BY head.next_at LIMIT 1""";

    private static final String RETURN = """
            WITH claimed AS (
                UPDATE work SET status = 'returning', lease = :lease, leased_until = now() + :millis * interval '1 millisecond',
                       changed_at = now()
                 WHERE id = (
                       SELECT w.id FROM work w JOIN message m ON m.id = w.message_id
                        WHERE w.kind = 'deliver' AND w.service = :service AND m.meaning = 'NEW_VALIDATION'
                          AND w.status = 'ready' AND w.lane = :service AND NOT w.may_have_arrived
                          AND now() >= greatest(w.due_at - :before * interval '1 millisecond',
                                                w.created_at + (w.due_at - w.created_at) / 2, w.created_at + interval '30 seconds')
                          AND (w.return_after IS NULL OR w.return_after < now())
                          AND (w.leased_until IS NULL OR w.leased_until < now())
                          AND NOT EXISTS (SELECT 1 FROM message o WHERE o.case_id = w.case_id AND o.id <> w.message_id)
                        ORDER BY w.due_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
                RETURNING id, kind, lane, lease, attempts, created_at, fallback, may_have_arrived, message_id)
            """ + WorkRow.CLAIMED;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final DueTimes times;
    private final AuditTrail audit;
    private final Clock clock;

    WorkQueue(JdbcClient jdbc, TransactionOperations transactions, DueTimes times, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Adds a piece, to be tried at once, in the transaction that holds its message.
     *
     * @param meaning as the message has it; with the use case and the content it says by when the work should be done
     */
    public void add(String kind, UUID messageId, String meaning, String useCase, MessageBundle content) {
        Instant due = times.due(meaning, useCase, content, clock.instant());
        jdbc.sql("""
                        INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at)
                        SELECT ?, CASE WHEN ? THEN service ELSE counterpart END, case_id, id, service, 'ready', now(), now(), now(), ?
                          FROM message WHERE id = ?""")
                .params(kind, kind.equals(Work.DELIVER), Timestamp.from(due), messageId)
                .update();
    }

    /**
     * The next piece that is due, leased for that long.
     *
     * @param only the lanes to take of; empty for all
     * @param closed the lanes that have no room now
     */
    public Optional<Work> claim(String kind, List<String> only, List<String> closed, Duration lease) {
        return jdbc.sql(LANES + """
                        claimed AS (
                            UPDATE work SET lease = :lease, leased_until = now() + :millis * interval '1 millisecond',
                                   attempts = attempts + 1, changed_at = now()
                             WHERE id = (%s)
                            RETURNING id, kind, lane, lease, attempts, created_at, fallback, may_have_arrived, message_id)
                        """.formatted(HEAD_THAT_IS_DUE) + WorkRow.CLAIMED)
                .param("kind", kind)
                .param("lease", UUID.randomUUID())
                .param("millis", lease.toMillis())
                .param("any", only.isEmpty())
                .param("only", only.toArray(String[]::new))
                .param("closed", closed.toArray(String[]::new))
                .query(WorkRow::read)
                .optional();
    }

    /** Begins its lease anew, where it still stands, since the message leaves now: for how long; empty where it has lapsed. */
    public Optional<Duration> renew(Work work) {
        return jdbc.sql("""
                        UPDATE work SET leased_until = now() + (leased_until - changed_at), changed_at = now(), may_have_arrived = true
                         WHERE id = ? AND lease = ? AND leased_until > now()
                        RETURNING (extract(epoch FROM leased_until - now()) * 1000)::bigint""")
                .params(work.id(), work.lease())
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis);
    }

    /** It is done, and the audit says so in the same commit. What went elsewhere for a reason keeps it. */
    public void settle(Work work) {
        transactions.executeWithoutResult(transaction -> {
            int settled = jdbc.sql("""
                            UPDATE work SET status = 'done', reason = CASE WHEN fallback THEN reason ELSE '' END, lease = NULL,
                                   leased_until = NULL, changed_at = now()
                             WHERE id = ? AND lease = ?""").params(work.id(), work.lease()).update();
            if (settled == 1) {
                audit.write(WorkEvent.DONE.of(work, "", clock.instant()));
            }
        });
    }

    /**
     * It cannot succeed: a person must look, and what follows in its case waits behind it. Where it was to be sent, the local system
     * is told so, in the same commit.
     */
    void setAside(Work work, String reason, Refusal refusal) {
        transactions.executeWithoutResult(transaction -> {
            if (end(work, reason)) {
                tell(work, refusal);
                audit.write(WorkEvent.SET_ASIDE.of(work, reason, clock.instant()));
            }
        });
    }

    /** Under the ids of what was refused. Of what was to be sent only: a delivery was refused by the local system itself. */
    private void tell(Work refused, Refusal refusal) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        WITH told AS (
                            INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                                request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                            SELECT ?, m.case_id, 'in', 'REFUSED', m.service, m.counterpart, '', m.bundle_id, m.request_id,
                                   m.correlation_id, '', 'gateway', '', ?, ?, ?, now()
                              FROM work w JOIN message m ON m.id = w.message_id WHERE w.id = ? AND w.kind = 'send'
                            RETURNING id, case_id, service)
                        INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at, notice)
                        SELECT 'deliver', service, case_id, id, service, 'ready', now(), now(), now(),
                               now() + ? * interval '1 millisecond', true FROM told""")
                .params(
                        id,
                        refusal.format().name(),
                        refusal.body().hash(),
                        refusal.body().bytes(),
                        refused.id(),
                        times.ofNotice().toMillis())
                .update();
    }

    /**
     * It failed this time.
     *
     * @param arrived whether this attempt, or one before it, may have reached the neighbour all the same
     */
    public void postpone(Work work, Duration wait, String reason, boolean arrived) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = now() + ? * interval '1 millisecond',
                               reason = ?, may_have_arrived = ?, changed_at = now()
                         WHERE id = ? AND lease = ?""")
                .params(wait.toMillis(), reason, arrived, work.id(), work.lease())
                .update();
        audit.note(WorkEvent.POSTPONED.of(work, reason, clock.instant()));
    }

    /**
     * Stops the delivery of one validation request that is due within that time, has waited for half of its time and for 30 s, and
     * cannot have arrived, where it is all that its case holds.
     *
     * @param service that returns such requests
     */
    public Optional<Work> claimReturn(ServiceId service, Duration before, Duration lease) {
        return jdbc.sql(RETURN)
                .param("lease", UUID.randomUUID())
                .param("millis", lease.toMillis())
                .param("service", service.toString())
                .param("before", before.toMillis())
                .query(WorkRow::read)
                .optional();
    }

    /**
     * Ends the lease of a return for good, in the transaction that holds its rejection; false where the lease has lapsed, so that the
     * request may be on its way again, or where more has come in its case.
     */
    public boolean commitReturn(Work work) {
        return jdbc.sql("""
                        UPDATE work w SET lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE w.id = ? AND w.lease = ? AND w.status = 'returning' AND w.leased_until > now()
                           AND NOT EXISTS (SELECT 1 FROM message o WHERE o.case_id = w.case_id AND o.id <> w.message_id)""").params(work.id(), work.lease()).update() == 1;
    }

    /** Its return failed: it is delivered on, and returned at the earliest after that wait. */
    public void giveUpReturn(Work work, Duration wait) {
        jdbc.sql("""
                        UPDATE work SET status = 'ready', lease = NULL, leased_until = NULL, changed_at = now(),
                               return_after = now() + ? * interval '1 millisecond'
                         WHERE id = ? AND lease = ? AND status = 'returning'""").params(wait.toMillis(), work.id(), work.lease()).update();
    }

    /** What a gateway began to return and did not, since it was killed, is delivered on. */
    public void resumeReturns() {
        jdbc.sql("""
                        UPDATE work w SET status = 'ready', lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE w.status = 'returning' AND w.leased_until < now()
                           AND NOT EXISTS (SELECT 1 FROM message m WHERE m.case_id = w.case_id AND m.direction = 'out')""").update();
    }

    /** Ends what was returned and whose Requester has confirmed that; their references. */
    public List<String> settleReturns() {
        return jdbc.sql("""
                        WITH settled AS (
                            UPDATE work w SET status = 'done', lease = NULL, leased_until = NULL, changed_at = now()
                             WHERE w.status = 'returning'
                               AND EXISTS (SELECT 1 FROM message m WHERE m.case_id = w.case_id AND m.direction = 'out')
                               AND NOT EXISTS (SELECT 1 FROM work s
                                                WHERE s.kind = 'send' AND s.case_id = w.case_id
                                                  AND s.status NOT IN ('done', 'handled'))
                            RETURNING case_id)
                        SELECT k.reference FROM settled s JOIN bars_case k ON k.id = s.case_id""").query(String.class).list();
    }

    /**
     * Work that was written later than it is now, since the clock was set back, would wait until then: its wait and its lease begin now.
     *
     * @return how much there was
     */
    int catchUp() {
        return jdbc.sql("""
                        UPDATE work SET next_at = now() + (next_at - changed_at), leased_until = now() + (leased_until - changed_at),
                               changed_at = now()
                         WHERE status IN ('ready', 'returning') AND changed_at > now() + interval '1 minute'""").update();
    }

    /** No view of it can be made: its original goes to the other URL of its service, in a lane of that URL's own. */
    public void fallBack(Work work, String reason) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = now(), fallback = true, lane = ?, reason = ?,
                               changed_at = now()
                         WHERE id = ? AND lease = ?""")
                .params(Work.fallbackLane(work.lane()), reason, work.id(), work.lease())
                .update();
        audit.note(WorkEvent.FALLBACK.of(work, reason, clock.instant()));
    }

    /** Whether the work was still ours. */
    private boolean end(Work work, String reason) {
        return jdbc.sql("""
                        UPDATE work SET status = 'undelivered', reason = ?, lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE id = ? AND lease = ?""").params(reason, work.id(), work.lease()).update() == 1;
    }
}
