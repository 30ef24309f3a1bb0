package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.decide.Decision;
import io.barsgateway.cases.diary.BookSlot;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Work;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
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
            @Variable("turn") Turn turn,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance,
            @Variable("decision") Decision decision) {
        UUID messageId = acceptance.ids().message();
        try {
            if (acceptance.opens()) {
                CaseRows.open(turn, message, acceptance, clock.instant());
            } else {
                CaseRows.change(turn, acceptance, clock.instant());
            }
            slots(turn, message, acceptance, decision);
            insertMessage(turn, message, acceptance, messageId);
            follow(turn, messageId, decision);
            outcomes.recordAccepted(turn);
            AuditTrail.write(turn.jdbc(), event(turn, messageId));
            turn.commit();
        } catch (DuplicateKeyException e) {
            throw new Fault(FaultCode.INVARIANT, "A new message with this Bundle.id was accepted before", e);
        } catch (SQLException | DataAccessException e) {
            throw new Fault(FaultCode.UNAVAILABLE, "Messages cannot be held at the moment", e);
        }
        log.info(
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                message.meaning(),
                acceptance.state().reference(),
                turn.arrival().ids().requestId(),
                turn.arrival().ids().correlationId(),
                turn.arrival().service(),
                message.useCase(),
                messageId);
        return new Receipt(messageId, acceptance.state().reference());
    }

    private void slots(Turn turn, Message message, Acceptance acceptance, Decision decision) {
        if (message.meaning() == Meaning.NEW_BOOKING && decision == Decision.DIARY) {
            bookSlot.book(turn.jdbc(), message, acceptance.state().id());
        }
        if (message.meaning() == Meaning.CANCEL_BOOKING) {
            Diary.release(turn.jdbc(), acceptance.state().id());
        }
    }

    /** What the local system has decided it has; all else is delivered. What was decided waits to be acknowledged. */
    private void follow(Turn turn, UUID messageId, Decision decision) {
        if (decision == Decision.LOCAL_SYSTEM) {
            turn.jdbc()
                    .sql("DELETE FROM question WHERE id = ?")
                    .param(messageId)
                    .update();
        } else {
            Work.insert(turn.jdbc(), Work.DELIVER, messageId, clock.instant());
        }
        if (decision != Decision.NOBODY) {
            turn.jdbc()
                    .sql("INSERT INTO unclaimed VALUES (?, ?)")
                    .params(messageId, Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private AuditEvent event(Turn turn, UUID messageId) {
        Arrival arrival = turn.arrival();
        return AuditEvent.of(clock.instant(), "request", "accepted")
                .by("", "message=" + messageId)
                .from(arrival.caller().name(), arrival.caller().thumbprint(), arrival.address())
                .about(
                        arrival.service(),
                        arrival.ids().requestId(),
                        arrival.ids().correlationId(),
                        arrival.sha256());
    }

    private void insertMessage(Turn turn, Message message, Acceptance acceptance, UUID messageId) {
        Arrival arrival = turn.arrival();
        turn.jdbc()
                .sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                        VALUES (?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)""")
                .params(
                        messageId,
                        acceptance.state().id(),
                        message.meaning().name(),
                        arrival.service(),
                        message.source().toString(),
                        arrival.access().organisation(),
                        message.bundleId(),
                        arrival.ids().requestId(),
                        arrival.ids().correlationId(),
                        arrival.callerLabel(),
                        arrival.access().headers(),
                        message.parsed().format().name(),
                        arrival.sha256(),
                        message.parsed().original().bytes(),
                        Timestamp.from(clock.instant()))
                .update();
    }
}
