package io.barsgateway.outbox.queue;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.content.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** The name by which later parts of a statement ask for the id of the work. */
    public static final String WORK = WorkRows.ADDED;

    private final JdbcClient jdbc;
    private final WorkRows rows;
    private final TransactionOperations transactions;
    private final DueTimes times;
    private final AuditTrail audit;
    private final Clock clock;

    WorkQueue(
            JdbcClient jdbc,
            WorkRows rows,
            TransactionOperations transactions,
            DueTimes times,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Adds a piece, to be tried at once, in the transaction that holds its message.
     *
     * @param meaning as the message has it; with the use case and the content it says by when the work should be done
     */
    public void add(WorkKind kind, UUID messageId, Meaning meaning, String useCase, MessageBundle content) {
        Part part =
                WorkRows.added(kind, "message WHERE id = ?", List.of(messageId), due(meaning, useCase, content), null);
        new OneStatement(List.of(part))
                .on(jdbc, "SELECT count(*) FROM " + WORK)
                .query(Long.class)
                .single();
    }

    /** By when work with that meaning and content should be done. */
    public Instant due(Meaning meaning, String useCase, MessageBundle content) {
        return times.due(meaning, useCase, content, clock.instant());
    }

    /**
     * A delivery, as a part of the statement that holds its message. It returns its id.
     *
     * @param message the part that writes the message, and returns its row
     * @param lease of this gateway, which hands it over from memory; null where any gateway may claim it
     */
    public Part delivery(String message, Instant due, @Nullable Lease lease) {
        return WorkRows.added(WorkKind.DELIVER, message, List.of(), due, lease);
    }

    /**
     * The next pieces that are due, leased. An attempt of each may leave without a further word to the store, so each counts as one that
     * may have arrived; {@link Work} says how it was before.
     *
     * @param lease how long each is leased, under a name of its own
     */
    public List<Work> claim(WorkKind kind, TakenLanes lanes, Lease lease) {
        return rows.claim(kind, lanes, lease);
    }

    /** The lanes in which something is due that nobody has claimed. */
    public Set<String> lanesBehind(WorkKind kind, List<String> only, List<String> closed) {
        return Set.copyOf(jdbc.sql(DueWork.LANES + "SELECT l.lane " + DueWork.heads("1"))
                .param("kind", kind.column())
                .param("any", only.isEmpty())
                .param("only", only.toArray(String[]::new))
                .param("closed", closed.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Begins its lease anew, where it still stands, since the message leaves now: for how long; empty where it has lapsed. */
    public Optional<Duration> renew(Work work) {
        return rows.renew(work);
    }

    /** They are done, and the audit says so in the same commit. What went elsewhere for a reason keeps it. */
    public void settle(List<Work> done) {
        List<AuditEvent> events = done.stream()
                .map(work -> WorkEvent.DONE.of(work, "", clock.instant()))
                .toList();
        new OneStatement(List.of(WorkRows.settled(done), audit.part(events, WorkRows.SETTLED)))
                .on(jdbc, "SELECT count(*) FROM " + WorkRows.SETTLED)
                .query(Long.class)
                .single();
    }

    /** What was leased and has not left in time is anybody's again, as it was before. */
    public void giveBack(List<Work> kept) {
        rows.giveBack(kept);
    }

    /**
     * It cannot succeed: a person must look, and what follows in its case waits behind it. Where it was to be sent, the local system
     * is told so, in the same commit.
     */
    public void setAside(Work work, String reason, Refusal refusal, boolean arrived) {
        transactions.executeWithoutResult(transaction -> {
            if (rows.setAside(work, reason, arrived)) {
                tell(work, refusal);
                audit.write(WorkEvent.SET_ASIDE.of(work, reason, clock.instant()));
            }
        });
    }

    /** Under the ids of what was refused. Of what was to be sent only: a delivery was refused by the local system itself. */
    private void tell(Work refused, Refusal refusal) {
        if (refused.kind() != WorkKind.SEND) {
            return;
        }
        Part told = MessageRows.told(refused, refusal, UUID.randomUUID());
        new OneStatement(List.of(told, WorkRows.notice(told.name(), times.ofNotice())))
                .on(jdbc, "SELECT count(*) FROM " + WORK)
                .query(Long.class)
                .single();
    }

    /**
     * It failed this time.
     *
     * @param arrived whether this attempt, or one before it, may have reached the neighbour all the same
     */
    public void postpone(Work work, Duration wait, String reason, boolean arrived) {
        rows.postpone(work, wait, reason, arrived);
        audit.note(WorkEvent.POSTPONED.of(work, reason, clock.instant()));
    }

    /**
     * Work that was written later than it is now, since the clock was set back, would wait until then: its wait and its lease begin now.
     *
     * @return how much there was
     */
    public int catchUp() {
        return rows.catchUp();
    }

    /** No view of it can be made: its original goes to the other URL of its service, in a lane of that URL's own. */
    public void fallBack(Work work, String reason, boolean arrived) {
        rows.fallBack(work, reason, arrived);
        audit.note(WorkEvent.FALLBACK.of(work, reason, clock.instant()));
    }
}
