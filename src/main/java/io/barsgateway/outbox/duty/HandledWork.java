package io.barsgateway.outbox.duty;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.outbox.duty.WorkList.Item;
import io.barsgateway.outbox.duty.WorkList.Wanted;
import io.barsgateway.outbox.queue.WorkEvent;
import io.barsgateway.outbox.queue.WorkRows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What people do with work: they look after it, have it tried again, or say that it was handled in another way. The message itself is
 * never changed, and the audit says in the same commit who did it.
 */
@Component
public final class HandledWork {

    /** At most so many in one commit; whoever has more asks again. */
    public static final int AT_ONCE = 5000;

    private final JdbcClient jdbc;
    private final WorkRows rows;
    private final TransactionOperations transactions;
    private final WorkList list;
    private final AuditTrail audit;
    private final Clock clock;

    HandledWork(
            JdbcClient jdbc,
            WorkRows rows,
            TransactionOperations transactions,
            WorkList list,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
        this.list = list;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who acts.
     *
     * @param name of the credential
     * @param reason for the audit; empty where none is asked for
     */
    public record Actor(String name, String thumbprint, String address, String reason) {}

    /**
     * What became of it.
     *
     * @param done what was done, or would be
     * @param left what was not, each with why
     * @param more whether there is more than one commit takes
     */
    public record Handled(List<Item> done, List<Left> left, boolean more) {

        public Handled {
            done = List.copyOf(done);
            left = List.copyOf(left);
        }
    }

    /** Why nothing was done with it. */
    public record Left(Item item, String why) {}

    /**
     * Has it tried again at once. What waited for a decision goes, and what follows it then follows as usual.
     *
     * @param rehearse nothing is changed: what would be
     */
    public Handled retry(Wanted wanted, List<Long> ids, Actor actor, boolean rehearse) {
        return inOneCommit(() -> {
            List<Item> found = found(wanted, ids);
            List<Item> go = new ArrayList<>();
            List<Left> left = new ArrayList<>();
            for (Item item : found) {
                String why = whyNotAgain(item);
                if (why.isEmpty()) {
                    go.add(item);
                } else {
                    left.add(new Left(item, why));
                }
            }
            if (!rehearse) {
                rows.retry(ids(go));
                go.forEach(item -> write(item, "retried", actor, ""));
            }
            return new Handled(go, left, found.size() == AT_ONCE);
        });
    }

    private static String whyNotAgain(Item item) {
        if (item.leased()) {
            return "an attempt is under way";
        }
        return switch (item.state()) {
            case BEHIND -> "what came before it in its case has not gone yet; retry that";
            case RETURNING -> "it is rejected to its Requester, who has not confirmed that yet";
            case SET_ASIDE, DECISION, FAILING, WAITING -> "";
        };
    }

    /** Makes whoever acts the one who looks after it; what is another's is left, unless it is taken over. */
    public Handled take(Wanted wanted, List<Long> ids, Actor actor, boolean over) {
        return inOneCommit(() -> {
            List<Item> taken = new ArrayList<>();
            List<Left> left = new ArrayList<>();
            for (Item item : found(wanted, ids)) {
                boolean free = item.owner().isEmpty() || item.owner().equals(actor.name());
                if (free || over) {
                    taken.add(item);
                } else {
                    left.add(new Left(item, item.owner() + " looks after it; take it over with --over"));
                }
            }
            rows.take(ids(taken), actor.name());
            taken.forEach(item -> write(item, "taken", actor, item.owner().isEmpty() ? "" : "after " + item.owner()));
            return new Handled(taken, left, false);
        });
    }

    /**
     * It was handled in another way and is not tried again. What follows in its case waits until a person decides, since the other side
     * does not know the case from us; a response that is owed stays owed. Without ids only the first message of a
     * case is ended: whoever was told of a referral was not thereby told of its cancel.
     *
     * @param spokeTo whom they told
     * @param rehearse nothing is changed: what would be
     */
    public Handled end(Wanted wanted, List<Long> ids, Actor actor, String spokeTo, boolean rehearse) {
        return inOneCommit(() -> {
            List<Item> ended = new ArrayList<>();
            List<Left> left = new ArrayList<>();
            Set<UUID> begun = new HashSet<>();
            List<Item> found = found(wanted, ids);
            for (Item item : found) {
                boolean first = begun.add(item.caseId());
                String why = first || !ids.isEmpty() ? whyNotEnded(item) : follows(item);
                if (why.isEmpty()) {
                    ended.add(item);
                } else {
                    left.add(new Left(item, why));
                }
            }
            if (!rehearse) {
                rows.end(ids(ended), actor.name());
                ended.forEach(item -> write(item, "handled", actor, "spoke to: " + spokeTo));
            }
            return new Handled(ended, left, found.size() == AT_ONCE);
        });
    }

    private static String follows(Item item) {
        return "a reference ends only the first message of its case, and this one is left for you to decide; were they told of it too? "
                + item.doneCommand();
    }

    private static String whyNotEnded(Item item) {
        if (item.leased()) {
            return "an attempt is under way: wait until it is over, it may go well";
        }
        return item.state() == WorkState.RETURNING
                ? "it is rejected to its Requester, who has not confirmed that yet"
                : "";
    }

    /** What is wanted, locked until this commit. */
    private List<Item> found(Wanted wanted, List<Long> ids) {
        List<Item> found = ids.isEmpty() ? list.find(wanted, AT_ONCE) : list.byId(wanted, ids);
        jdbc.sql("SELECT id FROM work WHERE id = ANY (?) ORDER BY id FOR UPDATE")
                .param(ids(found))
                .query(Long.class)
                .list();
        // As they are now that nobody else can change them
        return list.byId(wanted, found.stream().map(Item::id).toList());
    }

    private static Long[] ids(List<Item> items) {
        return items.stream().map(Item::id).toArray(Long[]::new);
    }

    private void write(Item item, String outcome, Actor actor, String more) {
        String reason = actor.reason().isEmpty() ? "" : " reason: " + actor.reason();
        audit.write(AuditEvent.of(clock.instant(), WorkEvent.what(item.kind()), outcome)
                .by(
                        item.meaning().name(),
                        ("message=" + item.messageId() + " work=" + item.id() + reason + " " + more).strip())
                .from(actor.name(), actor.thumbprint(), actor.address())
                .about(item.service(), item.requestId(), item.correlationId(), item.sha256())
                .in(item.reference()));
    }

    private Handled inOneCommit(java.util.function.Supplier<Handled> handle) {
        return Objects.requireNonNull(transactions.execute(transaction -> handle.get()));
    }
}
