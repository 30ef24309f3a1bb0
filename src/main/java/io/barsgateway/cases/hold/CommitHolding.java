package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.OutcomeRows;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.decide.QuestionRows;
import io.barsgateway.cases.decide.Unclaimed;
import io.barsgateway.cases.diary.BookSlot;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.queue.Lease;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes a message that is held: in one statement where one will do, else in one transaction of a few. */
@Component
final class CommitHolding {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final Outcomes outcomes;
    private final OtherHalves halves;
    private final BookSlot bookSlot;
    private final Diary diary;
    private final WorkQueue queue;
    private final AuditTrail audit;

    CommitHolding(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            Outcomes outcomes,
            OtherHalves halves,
            BookSlot bookSlot,
            Diary diary,
            WorkQueue queue,
            AuditTrail audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.cases = cases;
        this.outcomes = outcomes;
        this.halves = halves;
        this.bookSlot = bookSlot;
        this.diary = diary;
        this.queue = queue;
        this.audit = audit;
    }

    /** What came of it, and the id of its work; 0 where it has none. */
    record Written(Came came, long work) {}

    /** One statement is a commit by itself; only what needs more is a transaction of several. */
    Written of(Holding holding, Optional<Lease> lease) {
        List<String> otherHalves = holding.known() == null
                ? OtherHalves.named(holding.message().subject().resource())
                : List.of();
        boolean byUpdate = holding.known() == null && holding.message().meaning() == Meaning.UPDATE;
        boolean alone =
                holding.known() == null && !byUpdate && holding.decider() != Decider.DIARY && otherHalves.isEmpty();
        if (alone) {
            return inOneStatement(holding, lease);
        }
        return Objects.requireNonNull(transactions.execute(transaction -> {
            CaseState state = holding.acceptance().state();
            if (byUpdate && isOpenedMeanwhile(holding)) {
                return new Written(Came.OVERTAKEN, 0);
            }
            if (state.status() == Status.CANCELLED) {
                cases.lockHalves(state.id());
            }
            Written written = inOneStatement(holding, lease);
            if (written.came() != Came.FIRST) {
                transaction.setRollbackOnly();
                return written;
            }
            slots(holding.message(), state, holding.decider());
            halves.link(holding.attempt(), state, otherHalves);
            if (state.status() == Status.CANCELLED) {
                halves.decouple(state);
            }
            return written;
        }));
    }

    /** Another update of what nobody knew a moment ago has opened the case since. */
    private boolean isOpenedMeanwhile(Holding holding) {
        Attempt attempt = holding.attempt();
        cases.lockOpening(attempt.service());
        return !cases.about(
                        attempt.service(),
                        attempt.ids().correlationId(),
                        holding.message().subject())
                .isEmpty();
    }

    private Written inOneStatement(Holding holding, Optional<Lease> lease) {
        Acceptance acceptance = holding.acceptance();
        UUID messageId = acceptance.ids().message();
        List<Part> parts = new ArrayList<>();
        parts.add(outcomes.accepted(holding.attempt(), holding.message()));
        parts.add(holding.casePart(OutcomeRows.ACCEPTANCE));
        parts.add(holding.messagePart());
        String work = "NULL";
        if (holding.decider() == Decider.LOCAL_SYSTEM) {
            // What the local system has decided it has
            parts.add(QuestionRows.answered(messageId, CaseRows.CASE));
        } else {
            Message message = holding.message();
            Instant due = queue.due(message.meaning(), message.useCase(), message.bundle());
            parts.add(queue.delivery(MessageRows.MESSAGE, due, lease.orElse(null)));
            work = "(SELECT id FROM " + WorkQueue.WORK + ")";
        }
        if (holding.decider() != Decider.NOBODY) {
            // What was decided waits to be acknowledged
            parts.add(Unclaimed.added(MessageRows.MESSAGE, holding.at()));
        }
        parts.add(audit.part(List.of(holding.event()), CaseRows.CASE));
        return new OneStatement(parts)
                .on(
                        jdbc,
                        "SELECT (SELECT count(*) FROM %s), (SELECT count(*) FROM %s), %s"
                                .formatted(OutcomeRows.ACCEPTANCE, CaseRows.CASE, work))
                .query((row, number) -> new Written(came(row.getInt(1), row.getInt(2)), row.getLong(3)))
                .single();
    }

    private static Came came(int turns, int cases) {
        if (turns == 0) {
            return Came.SECOND;
        }
        return cases == 0 ? Came.OVERTAKEN : Came.FIRST;
    }

    enum Came {
        /** It is held. */
        FIRST,
        /** Another attempt of the same request is, or is about to be. */
        SECOND,
        /** Something else has changed the case since it was read. */
        OVERTAKEN
    }

    private void slots(Message message, CaseState state, Decider decider) {
        if (message.meaning() == Meaning.NEW_BOOKING && decider == Decider.DIARY) {
            bookSlot.book(message, state.id());
        }
        if (message.meaning() == Meaning.CANCEL_BOOKING) {
            diary.release(state.id());
        }
    }
}
