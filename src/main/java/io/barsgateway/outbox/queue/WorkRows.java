package io.barsgateway.outbox.queue;

import io.barsgateway.audit.write.Part;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.Direction;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Writes the table of work; nothing else does. Each method is one statement, or a part of one. Who calls it decides when. Leases and next
 * attempts are by the clock of the store, which all gateways share.
 */
@Component
public final class WorkRows {

    /** The name by which later parts of a statement ask for the id of the work that was added. */
    static final String ADDED = "added_work";

    /** The name by which later parts of a statement ask for the number, from 1, of each piece that was settled. */
    static final String SETTLED = "settled_work";

    private static final String ADD = filled("""
            INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at, lease,
                leased_until, attempts, may_have_arrived)
            SELECT ?, CASE WHEN ? THEN service ELSE counterpart END, case_id, id, service, {READY}, now(), now(), now(), ?, ?,
                   now() + ?::bigint * interval '1 millisecond', ?, ?
              FROM %s RETURNING id""");

    private static final String NOTICE = filled("""
            INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at, notice)
            SELECT {DELIVER}, service, case_id, id, service, {READY}, now(), now(), now(), now() + ? * interval '1 millisecond', true
              FROM %s RETURNING id""");

    private static final String CLAIM = DueWork.FEW + """
            , claimed AS (
                UPDATE work w SET lease = gen_random_uuid(), leased_until = now() + :millis * interval '1 millisecond',
                       attempts = attempts + 1, may_have_arrived = true, changed_at = now()
                  FROM few WHERE w.id = few.id
                RETURNING w.id, w.kind, w.lane, w.lease, w.attempts, w.created_at, w.fallback, few.may_have_arrived, w.message_id)
            """ + WorkRow.CLAIMED + " ORDER BY c.id";

    private static final String CLAIM_RETURN = filled("""
            WITH claimed AS (
                UPDATE work SET status = {RETURNING}, lease = :lease, leased_until = now() + :millis * interval '1 millisecond',
                       changed_at = now()
                 WHERE id = (%s)
                RETURNING id, kind, lane, lease, attempts, created_at, fallback, may_have_arrived, message_id)
            """).formatted(DueWork.RETURNABLE) + WorkRow.CLAIMED;

    private static final String SETTLE = filled("""
            UPDATE work SET status = {DONE}, reason = CASE WHEN fallback THEN reason ELSE '' END, lease = NULL,
                   leased_until = NULL, changed_at = now()
              FROM unnest(?::bigint[], ?::text[]::uuid[]) WITH ORDINALITY AS ours (work_id, work_lease, number)
             WHERE id = work_id AND lease = work_lease
            RETURNING number""");

    private final JdbcClient jdbc;

    WorkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static String filled(String sql) {
        return SqlText.of(sql, WorkStatus.values(), WorkKind.values(), Meaning.values(), Direction.values());
    }

    private StatementSpec sql(String text) {
        return jdbc.sql(filled(text));
    }

    /**
     * A piece for each row of a message. What leaves under a lease from the beginning counts as tried, and may arrive from then on.
     *
     * @param source SQL of the rows: the name of the part that writes them, or the table and a condition
     * @param ofSource the values of its question marks
     * @param lease of this gateway; null where any gateway may claim it
     */
    static Part added(WorkKind kind, String source, List<Object> ofSource, Instant due, @Nullable Lease lease) {
        List<@Nullable Object> values =
                new ArrayList<>(List.of(kind.column(), kind == WorkKind.DELIVER, Timestamp.from(due)));
        values.add(lease == null ? null : lease.id());
        values.add(lease == null ? null : lease.time().toMillis());
        values.add(lease == null ? 0 : 1);
        values.add(lease != null);
        values.addAll(ofSource);
        return new Part(ADDED, ADD.formatted(source), values);
    }

    /** A delivery that only tells what became of something else, due within that time. */
    static Part notice(String source, Duration due) {
        return Part.of(ADDED, NOTICE.formatted(source), due.toMillis());
    }

    /** See {@link WorkQueue#claim}. */
    List<Work> claim(WorkKind kind, TakenLanes lanes, Lease lease) {
        return jdbc.sql(CLAIM)
                .param("kind", kind.column())
                .param("millis", lease.time().toMillis())
                .param("any", lanes.only().isEmpty())
                .param("only", lanes.only().toArray(String[]::new))
                .param("closed", lanes.closed().toArray(String[]::new))
                .param("doubtful", lanes.doubtful().toArray(String[]::new))
                .param("quick", lanes.quick().toArray(String[]::new))
                .query((row, number) -> WorkRow.read(row, lease.youth()))
                .list();
    }

    /** Its lease begins anew, where it still stands, and it may arrive from now on: for how long; empty where it has lapsed. */
    Optional<Duration> renew(Work work) {
        return jdbc.sql("""
                        UPDATE work SET leased_until = now() + (leased_until - changed_at), changed_at = now(), may_have_arrived = true
                         WHERE id = ? AND lease = ? AND leased_until > now()
                        RETURNING (extract(epoch FROM leased_until - now()) * 1000)::bigint""")
                .params(work.id(), work.lease())
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis);
    }

    /** They are done, each that is still ours. What went elsewhere for a reason keeps it. */
    static Part settled(List<Work> done) {
        return Part.of(SETTLED, SETTLE, ids(done), leases(done));
    }

    /** What was leased and has not left is anybody's again, as it was before. */
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

    /** It is tried again after that wait. */
    void postpone(Work work, Duration wait, String reason, boolean arrived) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = now() + ? * interval '1 millisecond',
                               reason = ?, may_have_arrived = ?, changed_at = now()
                         WHERE id = ? AND lease = ?""")
                .params(wait.toMillis(), reason, arrived, work.id(), work.lease())
                .update();
    }

    /** Its original goes elsewhere, in the lane of that place. */
    void fallBack(Work work, String reason, boolean arrived) {
        jdbc.sql("""
                        UPDATE work SET lease = NULL, leased_until = NULL, next_at = now(), fallback = true, lane = ?, reason = ?,
                               may_have_arrived = ?, changed_at = now()
                         WHERE id = ? AND lease = ?""")
                .params(Work.fallbackLane(work.lane()), reason, arrived, work.id(), work.lease())
                .update();
    }

    /** It waits until a person decides; false where it is not ours any more. */
    boolean setAside(Work work, String reason, boolean arrived) {
        return sql("""
                        UPDATE work SET status = {UNDELIVERED}, set_aside = set_aside + 1, reason = ?, may_have_arrived = ?, lease = NULL,
                               leased_until = NULL, changed_at = now()
                         WHERE id = ? AND lease = ?""").params(reason, arrived, work.id(), work.lease()).update() == 1;
    }

    /** See {@link WorkQueue#catchUp}. */
    int catchUp() {
        return sql("""
                        UPDATE work SET next_at = now() + (next_at - changed_at), leased_until = now() + (leased_until - changed_at),
                               changed_at = now()
                         WHERE status IN ({READY}, {RETURNING}) AND changed_at > now() + interval '1 minute'""").update();
    }

    /** A person has them tried again at once; what waited behind what was handled in another way waits no more. */
    public void retry(Long[] ids) {
        sql("""
                        UPDATE work SET status = {READY}, next_at = now(), lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE id = ANY (?)""").param(ids).update();
        sql("""
                        UPDATE work h SET status = {DONE}, changed_at = now()
                         WHERE h.status = {HANDLED} AND EXISTS (
                               SELECT 1 FROM work w WHERE w.id = ANY (?) AND w.kind = h.kind AND w.case_id = h.case_id AND w.id > h.id)""").param(ids).update();
    }

    /** A person looks after them. */
    public void take(Long[] ids, String owner) {
        jdbc.sql("UPDATE work SET owner = ?, taken_at = now() WHERE id = ANY (?)")
                .params(owner, ids)
                .update();
    }

    /** A person handled them in another way; what only told something is simply done. */
    public void end(Long[] ids, String owner) {
        sql("""
                        UPDATE work SET status = CASE WHEN notice THEN {DONE} ELSE {HANDLED} END, owner = ?, lease = NULL,
                               leased_until = NULL, changed_at = now()
                         WHERE id = ANY (?)""").params(owner, ids).update();
    }

    /** See {@link ReturnedWork#claimReturn}. */
    Optional<Work> claimReturn(ServiceId service, Duration before, Duration lease) {
        return jdbc.sql(CLAIM_RETURN)
                .param("lease", UUID.randomUUID())
                .param("millis", lease.toMillis())
                .param("service", service.toString())
                .param("before", before.toMillis())
                .query(WorkRow::read)
                .optional();
    }

    /** See {@link ReturnedWork#commitReturn}. */
    boolean commitReturn(Work work) {
        return sql("""
                        UPDATE work w SET lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE w.id = ? AND w.lease = ? AND w.status = {RETURNING} AND w.leased_until > now()
                           AND NOT EXISTS (SELECT 1 FROM message o WHERE o.case_id = w.case_id AND o.id <> w.message_id)""").params(work.id(), work.lease()).update() == 1;
    }

    /** See {@link ReturnedWork#giveUpReturn}. */
    void giveUpReturn(Work work, Duration wait) {
        sql("""
                        UPDATE work SET status = {READY}, lease = NULL, leased_until = NULL, changed_at = now(),
                               return_after = now() + ? * interval '1 millisecond'
                         WHERE id = ? AND lease = ? AND status = {RETURNING}""").params(wait.toMillis(), work.id(), work.lease()).update();
    }

    /** See {@link ReturnedWork#resumeReturns}. */
    void resumeReturns() {
        sql("""
                        UPDATE work w SET status = {READY}, lease = NULL, leased_until = NULL, changed_at = now()
                         WHERE w.status = {RETURNING} AND w.leased_until < now()
                           AND NOT EXISTS (SELECT 1 FROM message m WHERE m.case_id = w.case_id AND m.direction = {OUT})""").update();
    }

    /** See {@link ReturnedWork#settleReturns}. */
    List<String> settleReturns() {
        return sql("""
                        WITH settled AS (
                            UPDATE work w SET status = {DONE}, lease = NULL, leased_until = NULL, changed_at = now()
                             WHERE w.status = {RETURNING}
                               AND EXISTS (SELECT 1 FROM message m WHERE m.case_id = w.case_id AND m.direction = {OUT})
                               AND NOT EXISTS (SELECT 1 FROM work s
                                                WHERE s.kind = {SEND} AND s.case_id = w.case_id
                                                  AND s.status NOT IN ({DONE}, {HANDLED}))
                            RETURNING case_id)
                        SELECT k.reference FROM settled s JOIN bars_case k ON k.id = s.case_id""").query(String.class).list();
    }

    private static Long[] ids(List<Work> work) {
        return work.stream().map(Work::id).toArray(Long[]::new);
    }

    private static String[] leases(List<Work> work) {
        return work.stream().map(one -> one.lease().toString()).toArray(String[]::new);
    }
}
