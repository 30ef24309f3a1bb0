package io.barsgateway.outbox;

import io.barsgateway.fhir.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Validation requests that cannot be delivered in time and are given back to their Requesters. */
@Component
public final class ReturnedWork {

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

    ReturnedWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
}
