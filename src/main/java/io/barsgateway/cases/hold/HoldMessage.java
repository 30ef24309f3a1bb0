package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.SameSubject;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.diary.BookSlot;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Lease;
import io.barsgateway.outbox.ReadyWork;
import io.barsgateway.outbox.WorkQueue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds an accepted message: its bytes, its ids, its case and the delivery it asks for, in one commit. It returns after that
 * commit or not at all; no commit, no acknowledgement.
 */
@Component
public final class HoldMessage {

    private static final Logger log = LoggerFactory.getLogger(HoldMessage.class);
    private static final int MOST_TIMES = 5;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Outcomes outcomes;
    private final Repeats repeats;
    private final CaseRows cases;
    private final BookSlot bookSlot;
    private final Diary diary;
    private final WorkQueue queue;
    private final ReadyWork ready;
    private final AuditTrail audit;
    private final Clock clock;

    HoldMessage(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Outcomes outcomes,
            Repeats repeats,
            CaseRows cases,
            BookSlot bookSlot,
            Diary diary,
            WorkQueue queue,
            ReadyWork ready,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outcomes = outcomes;
        this.repeats = repeats;
        this.cases = cases;
        this.bookSlot = bookSlot;
        this.diary = diary;
        this.queue = queue;
        this.ready = ready;
        this.audit = audit;
        this.clock = clock;
    }

    /** Null where something else changed the case since it was read: nothing is held, and the message is decided on again. */
    public @Nullable Receipt hold(
            @Variable("attempt") Attempt attempt,
            @Variable("message") Message message,
            @Variable("known") @Nullable HeldCase known,
            @Variable("acceptance") Acceptance acceptance,
            @Variable("sameSubject") SameSubject subject,
            @Variable("decider") Decider decider,
            @ExchangeProperty(Exchange.LOOP_INDEX) int timesBefore) {
        List<String> warnings = Stream.concat(message.warnings().stream(), subject.warnings().stream())
                .toList();
        Holding holding = new Holding(attempt, message, known, acceptance, warnings, decider, clock.instant());
        Came came;
        try {
            came = write(holding);
        } catch (DuplicateKeyException e) {
            throw new Fault(FaultCode.INVARIANT, Repeats.sameBundle(message), e);
        }
        switch (came) {
            case FIRST -> tell(holding);
            case SECOND -> throw refusal(attempt, message);
            case OVERTAKEN -> {
                return again(timesBefore);
            }
        }
        return new Receipt(acceptance.ids().message(), acceptance.state().reference());
    }

    /** A lease is reserved for a new case only: what follows in a case waits for what came before it. */
    private Came write(Holding holding) {
        int size = holding.message().parsed().original().size();
        Optional<Lease> lease = holding.known() == null && holding.decider() != Decider.LOCAL_SYSTEM
                ? ready.reserve(holding.attempt().service(), size)
                : Optional.empty();
        boolean handedOver = false;
        try {
            Written written = inOneCommit(holding, lease);
            if (lease.isPresent() && written.came() == Came.FIRST) {
                ready.handOver(holding.work(written.work(), lease.get()));
                handedOver = true;
            }
            return written.came();
        } finally {
            if (lease.isPresent() && !handedOver) {
                ready.release(size);
            }
        }
    }

    /** What came of it, and the id of its work; 0 where it has none. */
    private record Written(Came came, long work) {}

    /** One statement is a commit by itself; only what needs more is a transaction of several. */
    private Written inOneCommit(Holding holding, Optional<Lease> lease) {
        List<String> otherHalves = holding.known() == null ? CaseRows.otherHalves(holding.message()) : List.of();
        boolean alone = holding.known() == null && holding.decider() != Decider.DIARY && otherHalves.isEmpty();
        if (alone) {
            return inOneStatement(holding, lease);
        }
        return Objects.requireNonNull(transactions.execute(transaction -> {
            Written written = inOneStatement(holding, lease);
            if (written.came() != Came.FIRST) {
                transaction.setRollbackOnly();
                return written;
            }
            CaseState state = holding.acceptance().state();
            slots(holding.message(), state, holding.decider());
            cases.link(holding.attempt(), state, otherHalves);
            if (state.status() == Status.CANCELLED) {
                cases.decouple(state);
            }
            return written;
        }));
    }

    private Written inOneStatement(Holding holding, Optional<Lease> lease) {
        Acceptance acceptance = holding.acceptance();
        UUID messageId = acceptance.ids().message();
        List<Part> parts = new ArrayList<>();
        parts.add(outcomes.accepted(holding.attempt(), holding.message()));
        parts.add(
                holding.known() == null
                        ? cases.opened(holding.attempt(), holding.message(), acceptance, holding.at())
                        : cases.changed(holding.known(), acceptance, holding.at()));
        parts.add(holding.part(CaseRows.CASE));
        String work = "NULL";
        if (holding.decider() == Decider.LOCAL_SYSTEM) {
            // What the local system has decided it has
            parts.add(Part.of(
                    "answered_question",
                    "DELETE FROM question WHERE id = ? AND EXISTS (SELECT 1 FROM " + CaseRows.CASE + ")",
                    messageId));
        } else {
            Message message = holding.message();
            Instant due = queue.due(message.meaning().name(), message.useCase(), message.bundle());
            parts.add(queue.delivery(Holding.MESSAGE, due, lease.orElse(null)));
            work = "(SELECT id FROM " + WorkQueue.WORK + ")";
        }
        if (holding.decider() != Decider.NOBODY) {
            // What was decided waits to be acknowledged
            parts.add(Part.of(
                    "unacknowledged",
                    "INSERT INTO unclaimed SELECT id, ? FROM " + Holding.MESSAGE,
                    Timestamp.from(holding.at())));
        }
        parts.add(audit.part(List.of(holding.event()), CaseRows.CASE));
        return new OneStatement(parts)
                .on(
                        jdbc,
                        "SELECT (SELECT count(*) FROM %s), (SELECT count(*) FROM %s), %s"
                                .formatted(Outcomes.ACCEPTANCE, CaseRows.CASE, work))
                .query((row, number) -> new Written(came(row.getInt(1), row.getInt(2)), row.getLong(3)))
                .single();
    }

    private static Came came(int turns, int cases) {
        if (turns == 0) {
            return Came.SECOND;
        }
        return cases == 0 ? Came.OVERTAKEN : Came.FIRST;
    }

    private enum Came {
        /** It is held. */
        FIRST,
        /** Another attempt of the same request is, or is about to be. */
        SECOND,
        /** Something else has changed the case since it was read. */
        OVERTAKEN
    }

    private static @Nullable Receipt again(int timesBefore) {
        if (timesBefore + 1 >= MOST_TIMES) {
            throw new Fault(
                    FaultCode.UNAVAILABLE, "Bundle: other messages about this case are being accepted at the moment");
        }
        return null;
    }

    /** Why it did not have its turn. */
    private Fault refusal(Attempt attempt, Message message) {
        return outcomes.of(attempt)
                .map(earlier -> repeats.of(attempt, earlier))
                .orElseGet(() -> message.meaning().isNew() && outcomes.isSameBundleAccepted(attempt, message)
                        ? new Fault(FaultCode.INVARIANT, Repeats.sameBundle(message))
                        : new Fault(
                                FaultCode.TOO_EARLY,
                                "X-Request-Id: The first attempt with it is still being processed"));
    }

    private static void tell(Holding holding) {
        Attempt attempt = holding.attempt();
        Acceptance acceptance = holding.acceptance();
        attempt.trace()
                .with(TraceField.REFERENCE, acceptance.state().reference())
                .with(TraceField.MESSAGE_ID, acceptance.ids().message().toString());
        log.info(
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                holding.message().meaning(),
                acceptance.state().reference(),
                attempt.ids().requestId(),
                attempt.ids().correlationId(),
                attempt.service(),
                holding.message().useCase(),
                acceptance.ids().message());
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
