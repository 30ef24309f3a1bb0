package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.SameSubject;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.diary.BookSlot;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
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
        try {
            Came came = transactions.execute(transaction -> {
                if (!outcomes.recordAccepted(attempt)) {
                    transaction.setRollbackOnly();
                    return Came.SECOND;
                }
                if (known == null) {
                    cases.open(attempt, message, acceptance, clock.instant());
                } else if (!cases.change(known, acceptance, clock.instant())) {
                    transaction.setRollbackOnly();
                    return Came.OVERTAKEN;
                }
                slots(message, acceptance, decider);
                insertMessage(attempt, message, acceptance, warnings);
                follow(message, acceptance.ids().message(), decider);
                audit.write(event(attempt, acceptance, warnings));
                return Came.FIRST;
            });
            if (came == Came.SECOND) {
                throw outcomes.of(attempt)
                        .map(earlier -> repeats.of(attempt, earlier))
                        .orElseGet(HoldMessage::tooEarly);
            }
            if (came == Came.OVERTAKEN) {
                return again(timesBefore);
            }
        } catch (DuplicateKeyException e) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "Bundle.id: A new message with this id was accepted before: " + Stated.value(message.bundleId()),
                    e);
        }
        log.info(
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                message.meaning(),
                acceptance.state().reference(),
                attempt.ids().requestId(),
                attempt.ids().correlationId(),
                attempt.service(),
                message.useCase(),
                acceptance.ids().message());
        return new Receipt(acceptance.ids().message(), acceptance.state().reference());
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

    private static Fault tooEarly() {
        return new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
    }

    private void slots(Message message, Acceptance acceptance, Decider decider) {
        if (message.meaning() == Meaning.NEW_BOOKING && decider == Decider.DIARY) {
            bookSlot.book(message, acceptance.state().id());
        }
        if (message.meaning() == Meaning.CANCEL_BOOKING) {
            diary.release(acceptance.state().id());
        }
    }

    /** What the local system has decided it has; all else is delivered. What was decided waits to be acknowledged. */
    private void follow(Message message, UUID messageId, Decider decider) {
        if (decider == Decider.LOCAL_SYSTEM) {
            jdbc.sql("DELETE FROM question WHERE id = ?").param(messageId).update();
        } else {
            queue.add(Work.DELIVER, messageId, message.meaning().name(), message.useCase(), message.bundle());
        }
        if (decider != Decider.NOBODY) {
            jdbc.sql("INSERT INTO unclaimed VALUES (?, ?)")
                    .params(messageId, Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private AuditEvent event(Attempt attempt, Acceptance acceptance, List<String> warnings) {
        return AuditEvent.of(clock.instant(), "request", "accepted")
                .by(
                        "",
                        "message=" + acceptance.ids().message()
                                + (warnings.isEmpty() ? "" : " warnings: " + String.join("; ", warnings)))
                .from(attempt.caller().name(), attempt.caller().thumbprint(), attempt.address())
                .about(
                        attempt.service(),
                        attempt.ids().requestId(),
                        attempt.ids().correlationId(),
                        attempt.sha256())
                .in(acceptance.state().reference());
    }

    private void insertMessage(Attempt attempt, Message message, Acceptance acceptance, List<String> warnings) {
        jdbc.sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at, warnings)
                        VALUES (?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        acceptance.ids().message(),
                        acceptance.state().id(),
                        message.meaning().name(),
                        attempt.service(),
                        message.source().toString(),
                        attempt.organisation(),
                        message.bundleId(),
                        attempt.ids().requestId(),
                        attempt.ids().correlationId(),
                        attempt.callerLabel(),
                        attempt.accessHeaders().headers(),
                        message.parsed().format().name(),
                        attempt.sha256(),
                        message.parsed().original().bytes(),
                        Timestamp.from(clock.instant()),
                        String.join("\n", warnings))
                .update();
    }
}
