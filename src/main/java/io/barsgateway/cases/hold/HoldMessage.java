package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.Unkept;
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
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Holds an accepted message: its bytes, its ids, its case and the delivery it asks for, in one commit. It returns after that
 * commit or not at all; no commit, no acknowledgement.
 */
@Component
public final class HoldMessage {

    private static final Logger log = LoggerFactory.getLogger(HoldMessage.class);

    private final BookSlot bookSlot;
    private final Clock clock;
    private final Outcomes outcomes;

    HoldMessage(BookSlot bookSlot, Clock clock) {
        this.bookSlot = bookSlot;
        this.clock = clock;
        this.outcomes = new Outcomes(clock);
    }

    public Receipt hold(
            @Variable("transaction") RequestTransaction transaction,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance,
            @Variable("sameSubject") SameSubject subject,
            @Variable("decider") Decider decider) {
        UUID messageId = acceptance.ids().message();
        try {
            if (acceptance.opens()) {
                CaseRows.open(transaction, message, acceptance, clock.instant());
            } else {
                CaseRows.change(transaction, acceptance, clock.instant());
            }
            slots(transaction, message, acceptance, decider);
            insertMessage(transaction, message, acceptance, subject);
            follow(transaction, messageId, decider);
            outcomes.recordAccepted(transaction);
            AuditTrail.write(transaction.jdbc(), event(transaction, messageId, warnings(message, subject)));
            transaction.commit();
        } catch (DuplicateKeyException e) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "Bundle.id: A new message with this id was accepted before: " + Stated.value(message.bundleId()),
                    e);
        } catch (SQLException | DataAccessException e) {
            throw Unkept.fault("Messages cannot be held at the moment", e);
        }
        log.info(
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                message.meaning(),
                acceptance.state().reference(),
                transaction.details().ids().requestId(),
                transaction.details().ids().correlationId(),
                transaction.details().service(),
                message.useCase(),
                messageId);
        return new Receipt(messageId, acceptance.state().reference());
    }

    private void slots(RequestTransaction transaction, Message message, Acceptance acceptance, Decider decider) {
        if (message.meaning() == Meaning.NEW_BOOKING && decider == Decider.DIARY) {
            bookSlot.book(transaction.jdbc(), message, acceptance.state().id());
        }
        if (message.meaning() == Meaning.CANCEL_BOOKING) {
            Diary.release(transaction.jdbc(), acceptance.state().id());
        }
    }

    /** What the local system has decided it has; all else is delivered. What was decided waits to be acknowledged. */
    private void follow(RequestTransaction transaction, UUID messageId, Decider decider) {
        if (decider == Decider.LOCAL_SYSTEM) {
            transaction
                    .jdbc()
                    .sql("DELETE FROM question WHERE id = ?")
                    .param(messageId)
                    .update();
        } else {
            Work.insert(transaction.jdbc(), Work.DELIVER, messageId, clock.instant());
        }
        if (decider != Decider.NOBODY) {
            transaction
                    .jdbc()
                    .sql("INSERT INTO unclaimed VALUES (?, ?)")
                    .params(messageId, Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private AuditEvent event(RequestTransaction transaction, UUID messageId, List<String> warnings) {
        RequestDetails details = transaction.details();
        return AuditEvent.of(clock.instant(), "request", "accepted")
                .by(
                        "",
                        "message=" + messageId
                                + (warnings.isEmpty() ? "" : " warnings: " + String.join("; ", warnings)))
                .from(details.caller().name(), details.caller().thumbprint(), details.address())
                .about(
                        details.service(),
                        details.ids().requestId(),
                        details.ids().correlationId(),
                        details.sha256());
    }

    private void insertMessage(
            RequestTransaction transaction, Message message, Acceptance acceptance, SameSubject subject) {
        RequestDetails details = transaction.details();
        transaction
                .jdbc()
                .sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at, warnings)
                        VALUES (?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        acceptance.ids().message(),
                        acceptance.state().id(),
                        message.meaning().name(),
                        details.service(),
                        message.source().toString(),
                        details.accessHeaders().organisation(),
                        message.bundleId(),
                        details.ids().requestId(),
                        details.ids().correlationId(),
                        details.callerLabel(),
                        details.accessHeaders().headers(),
                        message.parsed().format().name(),
                        details.sha256(),
                        message.parsed().original().bytes(),
                        Timestamp.from(clock.instant()),
                        String.join("\n", warnings(message, subject)))
                .update();
    }

    private static List<String> warnings(Message message, SameSubject subject) {
        return Stream.concat(message.warnings().stream(), subject.warnings().stream())
                .toList();
    }
}
