package io.barsgateway.outbox;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.fhir.MessageBundle;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
                  FROM lanes l WHERE l.lane IS NOT NULL)
            """;

    /** The name by which later parts of a statement ask for the id of the work. */
    public static final String WORK = "added_work";

    /** What is due in each lane, claimed by nobody and behind nothing of its case; how many of it, and how they are locked, is put in. */
    private static final String HEADS = """
              FROM lanes l CROSS JOIN LATERAL (
                   SELECT w.id, w.next_at, w.message_id, w.may_have_arrived FROM work w
                    WHERE w.kind = :kind AND w.lane = l.lane AND w.status = 'ready' AND w.next_at <= now()
                      AND (w.leased_until IS NULL OR w.leased_until < now())
                      AND NOT EXISTS (SELECT 1 FROM work p WHERE p.kind = w.kind AND p.case_id = w.case_id
                                         AND p.status <> 'done' AND p.id < w.id
                                         AND NOT (p.status IN ('undelivered', 'returning', 'handled') AND (p.notice OR w.notice)))
                    ORDER BY w.next_at LIMIT %s) head
             WHERE (:any OR l.lane = ANY (:only)) AND l.lane <> ALL (:closed)""";

    /** Several at once, but one of a lane that fails, and no more megabytes than a few beside the first. */
    private static final String CLAIM = LANES
            + """
            , heads AS MATERIALIZED (
                SELECT head.id, head.next_at, head.message_id, head.may_have_arrived
                %s
                 ORDER BY head.next_at LIMIT 16),
            few AS (
                SELECT id, may_have_arrived FROM (
                    SELECT h.*, sum(octet_length(m.body)) OVER (ORDER BY h.next_at, h.id) - octet_length(m.body) AS before
                      FROM heads h JOIN message m ON m.id = h.message_id) weighed
                 WHERE before < 4000000),
            claimed AS (
                UPDATE work w SET lease = gen_random_uuid(), leased_until = now() + :millis * interval '1 millisecond',
                       attempts = attempts + 1, may_have_arrived = true, changed_at = now()
                  FROM few WHERE w.id = few.id
                RETURNING w.id, w.kind, w.lane, w.lease, w.attempts, w.created_at, w.fallback, few.may_have_arrived, w.message_id)
            """.formatted(HEADS.formatted(
                    "CASE WHEN l.lane = ANY (:doubtful) THEN 1 ELSE 8 END FOR UPDATE SKIP LOCKED"))
            + WorkRow.CLAIMED + " ORDER BY c.id";

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
        Part part = added(kind, "message WHERE id = ?", List.of(messageId), due(meaning, useCase, content), null);
        new OneStatement(List.of(part))
                .on(jdbc, "SELECT count(*) FROM " + WORK)
                .query(Long.class)
                .single();
    }

    /** By when work with that meaning and content should be done. */
    public Instant due(String meaning, String useCase, MessageBundle content) {
        return times.due(meaning, useCase, content, clock.instant());
    }

    /**
     * A delivery, as a part of the statement that holds its message. It returns its id.
     *
     * @param message the part that writes the message, and returns its row
     * @param lease of this gateway, which hands it over from memory; null where any gateway may claim it
     */
    public Part delivery(String message, Instant due, @Nullable Lease lease) {
        return added(Work.DELIVER, message, List.of(), due, lease);
    }

    /** What leaves under a lease from the beginning counts as tried, and may arrive from then on. */
    private static Part added(String kind, String source, List<Object> ofSource, Instant due, @Nullable Lease lease) {
        List<@Nullable Object> values = new ArrayList<>(List.of(kind, kind.equals(Work.DELIVER), Timestamp.from(due)));
        values.add(lease == null ? null : lease.id());
        values.add(lease == null ? null : lease.time().toMillis());
        values.add(lease == null ? 0 : 1);
        values.add(lease != null);
        values.addAll(ofSource);
        return new Part(WORK, """
                INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at, lease,
                    leased_until, attempts, may_have_arrived)
                SELECT ?, CASE WHEN ? THEN service ELSE counterpart END, case_id, id, service, 'ready', now(), now(), now(), ?, ?,
                       now() + ?::bigint * interval '1 millisecond', ?, ?
                  FROM %s RETURNING id""".formatted(source), values);
    }

    /**
     * The next pieces that are due, leased. An attempt of each may leave without a further word to the store, so each counts as one that
     * may have arrived; {@link Work} says how it was before.
     *
     * @param only the lanes to take of; empty for all
     * @param closed the lanes that have no room now
     * @param doubtful the lanes of which only one is taken
     * @param lease how long each is leased, under a name of its own
     */
    public List<Work> claim(String kind, List<String> only, List<String> closed, List<String> doubtful, Lease lease) {
        return jdbc.sql(CLAIM)
                .param("kind", kind)
                .param("millis", lease.time().toMillis())
                .param("any", only.isEmpty())
                .param("only", only.toArray(String[]::new))
                .param("closed", closed.toArray(String[]::new))
                .param("doubtful", doubtful.toArray(String[]::new))
                .query((row, number) -> WorkRow.read(row, lease.youth()))
                .list();
    }

    /** The lanes in which something is due that nobody has claimed. */
    Set<String> lanesBehind(String kind, List<String> only, List<String> closed) {
        return Set.copyOf(jdbc.sql(LANES + "SELECT l.lane " + HEADS.formatted("1"))
                .param("kind", kind)
                .param("any", only.isEmpty())
                .param("only", only.toArray(String[]::new))
                .param("closed", closed.toArray(String[]::new))
                .query(String.class)
                .list());
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

    /** They are done, and the audit says so in the same commit. What went elsewhere for a reason keeps it. */
    public void settle(List<Work> done) {
        List<AuditEvent> events = done.stream()
                .map(work -> WorkEvent.DONE.of(work, "", clock.instant()))
                .toList();
        Part settled = Part.of("settled", """
                UPDATE work SET status = 'done', reason = CASE WHEN fallback THEN reason ELSE '' END, lease = NULL,
                       leased_until = NULL, changed_at = now()
                  FROM unnest(?::bigint[], ?::text[]::uuid[]) WITH ORDINALITY AS ours (work_id, work_lease, number)
                 WHERE id = work_id AND lease = work_lease
                RETURNING number""", ids(done), leases(done));
        new OneStatement(List.of(settled, audit.part(events, "settled")))
                .on(jdbc, "SELECT count(*) FROM settled")
                .query(Long.class)
                .single();
    }

    /** What was leased and has not left in time is anybody's again, as it was before. */
    void giveBack(List<Work> kept) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, attempts = attempts - 1, may_have_arrived = arrived,
                               changed_at = now()
                          FROM unnest(?::bigint[], ?::text[]::uuid[], ?::boolean[]) AS ours (work_id, work_lease, arrived)
                         WHERE id = work_id AND lease = work_lease""")
                .params(
                        ids(kept),
                        leases(kept),
                        kept.stream().map(Work::mayHaveArrived).toArray(Boolean[]::new))
                .update();
    }

    private static Long[] ids(List<Work> work) {
        return work.stream().map(Work::id).toArray(Long[]::new);
    }

    private static String[] leases(List<Work> work) {
        return work.stream().map(one -> one.lease().toString()).toArray(String[]::new);
    }

    /**
     * It cannot succeed: a person must look, and what follows in its case waits behind it. Where it was to be sent, the local system
     * is told so, in the same commit.
     */
    void setAside(Work work, String reason, Refusal refusal, boolean arrived) {
        transactions.executeWithoutResult(transaction -> {
            if (end(work, reason, arrived)) {
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
                                request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at, trace)
                            SELECT ?, m.case_id, 'in', 'REFUSED', m.service, m.counterpart, '', m.bundle_id, m.request_id,
                                   m.correlation_id, '', 'gateway', '', ?, ?, ?, now(), m.trace
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
    void fallBack(Work work, String reason, boolean arrived) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = now(), fallback = true, lane = ?, reason = ?,
                               may_have_arrived = ?, changed_at = now()
                         WHERE id = ? AND lease = ?""")
                .params(Work.fallbackLane(work.lane()), reason, arrived, work.id(), work.lease())
                .update();
        audit.note(WorkEvent.FALLBACK.of(work, reason, clock.instant()));
    }

    /** Whether the work was still ours. */
    private boolean end(Work work, String reason, boolean arrived) {
        return jdbc.sql("""
                        UPDATE work SET status = 'undelivered', reason = ?, may_have_arrived = ?, lease = NULL, leased_until = NULL,
                               changed_at = now()
                         WHERE id = ? AND lease = ?""").params(reason, arrived, work.id(), work.lease()).update() == 1;
    }
}
