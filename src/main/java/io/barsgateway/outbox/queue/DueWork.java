package io.barsgateway.outbox.queue;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;

/** Which work may be claimed, as SQL: what is due in each lane, claimed by nobody and behind nothing of its case. */
final class DueWork {

    /** Goes from lane to lane along the index, so that a lane with a hundred thousand waiting costs no more than one with one. */
    static final String LANES = filled("""
            WITH RECURSIVE lanes (lane) AS (
                SELECT min(w.lane) FROM work w WHERE w.kind = :kind AND w.status = {READY}
                UNION ALL
                SELECT (SELECT min(w.lane) FROM work w WHERE w.kind = :kind AND w.status = {READY} AND w.lane > l.lane)
                  FROM lanes l WHERE l.lane IS NOT NULL)
            """);

    private static final String HEADS = filled("""
              FROM lanes l CROSS JOIN LATERAL (
                   SELECT w.id, w.next_at, w.message_id, w.may_have_arrived FROM work w
                    WHERE w.kind = :kind AND w.lane = l.lane AND w.status = {READY} AND w.next_at <= now()
                      AND (w.leased_until IS NULL OR w.leased_until < now())
                      AND NOT EXISTS (SELECT 1 FROM work p WHERE p.kind = w.kind AND p.case_id = w.case_id
                                         AND p.status <> {DONE} AND p.id < w.id
                                         AND NOT (p.status IN ({UNDELIVERED}, {RETURNING}, {HANDLED}) AND (p.notice OR w.notice)))
                    ORDER BY w.next_at LIMIT %s) head
             WHERE (:any OR l.lane = ANY (:only)) AND l.lane <> ALL (:closed)""");

    /**
     * What one claim takes, as {@code few}: several of each lane, many of a quick one, one of a lane that fails, and no more megabytes
     * than a few beside the first.
     */
    static final String FEW = LANES
            + """
            , heads AS MATERIALIZED (
                SELECT head.id, head.next_at, head.message_id, head.may_have_arrived
                %s
                 ORDER BY head.next_at LIMIT %d),
            few AS (
                SELECT id, may_have_arrived FROM (
                    SELECT h.*, sum(octet_length(m.body)) OVER (ORDER BY h.next_at, h.id) - octet_length(m.body) AS before
                      FROM heads h JOIN message m ON m.id = h.message_id) weighed
                 WHERE before < 4000000)
            """.formatted(
                    heads("CASE WHEN l.lane = ANY (:doubtful) THEN 1 WHEN l.lane = ANY (:quick) THEN %d ELSE %d END"
                                    .formatted(TakenLanes.MANY, TakenLanes.SEVERAL)
                            + " FOR UPDATE SKIP LOCKED"),
                    TakenLanes.MANY);

    /**
     * One validation request that is due within {@code :before}, has waited for half of its time and for 30 s, and cannot have arrived,
     * where it is all that its case holds.
     */
    static final String RETURNABLE = filled("""
            SELECT w.id FROM work w JOIN message m ON m.id = w.message_id
             WHERE w.kind = {DELIVER} AND w.service = :service AND m.meaning = {NEW_VALIDATION}
               AND w.status = {READY} AND w.lane = :service AND NOT w.may_have_arrived
               AND now() >= greatest(w.due_at - :before * interval '1 millisecond',
                                     w.created_at + (w.due_at - w.created_at) / 2, w.created_at + interval '30 seconds')
               AND (w.return_after IS NULL OR w.return_after < now())
               AND (w.leased_until IS NULL OR w.leased_until < now())
               AND NOT EXISTS (SELECT 1 FROM message o WHERE o.case_id = w.case_id AND o.id <> w.message_id)
             ORDER BY w.due_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED""");

    private DueWork() {}

    /** The first of each lane, as {@code head}, and its lane, as {@code l}; after {@link #LANES}. */
    static String heads(String howManyAndHowLocked) {
        return HEADS.formatted(howManyAndHowLocked);
    }

    private static String filled(String sql) {
        return SqlText.of(sql, WorkStatus.values(), WorkKind.values(), Meaning.values());
    }
}
