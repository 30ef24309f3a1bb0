package io.barsgateway.cases.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.OutcomeRows;
import io.barsgateway.cases.diary.Diary;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.content.Direction;
import io.barsgateway.outbox.content.HeldMessage;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives back what was accepted and never acknowledged, once a person has found that its Sender does not count on it: a booking
 * is cancelled, its slot is free again and the local system is told; a referral is only taken off the list.
 */
@Component
public final class ReleaseUnclaimed {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final CaseRows rows;
    private final MessageRows messages;
    private final OutcomeRows outcomes;
    private final QuestionRows questions;
    private final Unclaimed unclaimed;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Diary diary;
    private final Clock clock;

    ReleaseUnclaimed(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            CaseRows rows,
            MessageRows messages,
            OutcomeRows outcomes,
            QuestionRows questions,
            Unclaimed unclaimed,
            AuditTrail audit,
            WorkQueue queue,
            Diary diary,
            Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.messages = messages;
        this.outcomes = outcomes;
        this.questions = questions;
        this.unclaimed = unclaimed;
        this.audit = audit;
        this.queue = queue;
        this.diary = diary;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The service, system|value, that has something of that reference; empty where none has. */
    public Optional<String> serviceOf(String reference) {
        return jdbc
                .sql(
                        "SELECT service FROM bars_case WHERE reference = :it UNION SELECT service FROM question WHERE reference = :it")
                .param("it", reference)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** What became of it: released, or forgotten where it is no booking of ours; empty where nothing of that reference waits. */
    public Optional<String> release(String reference, String reason, String operator) {
        return Optional.ofNullable(transactions.execute(transaction -> {
            // First, so that a retry of the Sender is either before this or hears of it
            outcomes.released(
                    reference,
                    FaultCode.CONFLICT.name(),
                    "CONFLICT The booking was released here since, as nobody had asked about it");
            int asked = questions.released(reference);
            Optional<HeldCase> held = cases.byReference(reference);
            int listed =
                    held.map(found -> unclaimed.released(found.state().id())).orElse(0);
            if (asked + listed == 0) {
                transaction.setRollbackOnly();
                return null;
            }
            boolean booking = listed > 0 && held.orElseThrow().category().isEmpty();
            if (booking) {
                cancel(held.orElseThrow());
            }
            String outcome = booking ? "released" : "forgotten";
            audit.write(AuditEvent.of(clock.instant(), "operator", outcome)
                    .by("unclaimed", reference + ": " + reason)
                    .from(operator, "", "")
                    .in(reference));
            return outcome;
        }));
    }

    private void cancel(HeldCase held) {
        Instant now = clock.instant();
        MessageBundle merged = held.state().merged().copy();
        merged.first("Appointment")
                .ifPresent(appointment -> appointment.resource().put("status", "cancelled"));
        ObjectNode tree = merged.tree();
        Original body = new Original(FhirJson.write(tree));
        rows.cancel(held.state().id(), body.bytes(), now);
        diary.release(held.state().id());
        UUID id = UUID.randomUUID();
        messages.hold(new HeldMessage(
                id,
                held.state().id(),
                Direction.IN,
                Meaning.RELEASED,
                held.service(),
                held.counterpart(),
                "",
                held.requestBundleId(),
                id.toString(),
                held.correlationId(),
                "",
                "operator",
                "",
                Format.JSON,
                body,
                now,
                "",
                null));
        queue.add(WorkKind.DELIVER, id, Meaning.RELEASED, "", merged);
    }
}
