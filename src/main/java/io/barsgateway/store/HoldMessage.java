package io.barsgateway.store;

import io.barsgateway.acceptance.Acceptance;
import io.barsgateway.acceptance.CaseState;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Message;
import io.barsgateway.work.Work;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
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

    private final Supplier<UUID> newIds;
    private final Clock clock;
    private final Outcomes outcomes;

    HoldMessage(Supplier<UUID> newIds, Clock clock) {
        this.newIds = newIds;
        this.clock = clock;
        this.outcomes = new Outcomes(clock);
    }

    public Receipt hold(
            @Variable("turn") Turn turn,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance) {
        UUID messageId = newIds.get();
        try {
            if (message.meaning().isNew()) {
                openCase(turn, message, acceptance);
            } else {
                changeCase(turn, acceptance.state());
            }
            insertMessage(turn, message, acceptance, messageId);
            Work.insert(turn.jdbc(), Work.DELIVER, messageId, clock.instant());
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

    private void openCase(Turn turn, Message message, Acceptance acceptance) {
        CaseState state = acceptance.state();
        Entry subject = message.subject();
        String subjectId = acceptance
                .answer()
                .resolve(subject.fullUrl())
                .flatMap(entry -> Tree.text(entry.resource(), "id"))
                .orElse("");
        Timestamp now = Timestamp.from(clock.instant());
        turn.jdbc()
                .sql("""
                        INSERT INTO bars_case (id, reference, service, counterpart, organisation, correlation_id,
                            request_bundle_id, category, use_case, subject_url, subject_id, encounter_url,
                            encounter_status, status, merged, opened_at, changed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        state.id(),
                        state.reference(),
                        turn.arrival().service(),
                        message.source().toString(),
                        turn.arrival().access().organisation(),
                        turn.arrival().ids().correlationId(),
                        message.bundleId(),
                        message.category(),
                        message.useCase(),
                        subject.fullUrl(),
                        subjectId,
                        state.encounter(),
                        state.encounter().isEmpty() ? "" : "planned",
                        state.status().name(),
                        FhirJson.write(state.merged().tree()),
                        now,
                        now)
                .update();
    }

    private void changeCase(Turn turn, CaseState state) {
        turn.jdbc()
                .sql("UPDATE bars_case SET status = ?, merged = ?, changed_at = ? WHERE id = ?")
                .params(
                        state.status().name(),
                        FhirJson.write(state.merged().tree()),
                        Timestamp.from(clock.instant()),
                        state.id())
                .update();
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
