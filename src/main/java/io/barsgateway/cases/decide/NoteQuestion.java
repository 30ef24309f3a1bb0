package io.barsgateway.cases.decide;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Place;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.receive.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts on disk that a local system is about to be asked, so that its yes is never forgotten, whatever happens to us. The row is
 * leased by the store's clock: until the lease is over, a repeat of the request is 425, whichever gateway it comes to. A service is
 * asked so many questions at the same time, and one that fails is asked one at a time: a message too many is 503.
 */
@Component
public final class NoteQuestion {

    private static final String WAITING = SqlText.of("""
            SELECT EXISTS (SELECT 1 FROM work WHERE case_id = ? AND kind = {DELIVER} AND status NOT IN ({DONE}, {HANDLED}))""", WorkKind.values(), WorkStatus.values());

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final QuestionRows questions;
    private final Clock clock;
    private final Lanes lanes;
    private final Duration lease;

    NoteQuestion(
            JdbcClient jdbc,
            TransactionOperations transactions,
            QuestionRows questions,
            Clock clock,
            Lanes lanes,
            DecisionProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.questions = questions;
        this.clock = clock;
        this.lanes = lanes;
        lease = properties.lease();
    }

    public Question note(
            @Variable("ids") Ids ids,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance) {
        ServiceId service = message.tenant().id();
        Place place = new Place(WorkKind.DECIDE, service.toString(), service, UUID.randomUUID());
        String sha256 = message.parsed().original().hash();
        Optional<Question> taken = taken(message, acceptance, place, sha256);
        if (taken.isPresent()) {
            return taken.get();
        }
        if (!lanes.tryEnter(place, lease)) {
            throw new Fault(
                    FaultCode.UNAVAILABLE, "The service cannot decide about the message at the moment; send it again");
        }
        try {
            return note(ids, message, acceptance, place, sha256);
        } catch (RuntimeException e) {
            lanes.leave(place, Outcome.NOTHING, "");
            throw e;
        }
    }

    private Question note(Ids ids, Message message, Acceptance acceptance, Place place, String sha256) {
        UUID id = acceptance.ids().message();
        refuseToOvertake(acceptance);
        Question question = question(message, acceptance, place, false);
        UUID caseId = acceptance.state().id();
        boolean noted = Boolean.TRUE.equals(transactions.execute(transaction -> {
            refuseWhileAnotherIsDecided(caseId, sha256);
            return questions.asked(question, caseId, ids.requestId(), sha256, lease, clock.instant());
        }));
        if (!noted) {
            throw refusal(id, sha256);
        }
        return question;
    }

    /** What it has taken already, by whichever attempt, is not asked again: only our commit is missing, and that has a lock of its own. */
    private Optional<Question> taken(Message message, Acceptance acceptance, Place place, String sha256) {
        Question question = question(message, acceptance, place, true);
        return questions.askedAgain(question, sha256, lease) ? Optional.of(question) : Optional.empty();
    }

    private static Question question(Message message, Acceptance acceptance, Place place, boolean taken) {
        return new Question(
                acceptance.ids().message(), acceptance.state().reference(), message.meaning(), place, taken);
    }

    /** What the local system says of one message could not hold for another of the case: they are decided one after the other. */
    private void refuseWhileAnotherIsDecided(UUID caseId, String sha256) {
        questions.lockCase(caseId);
        if (questions.isAnotherBeingAsked(caseId, sha256)) {
            throw new Fault(
                    FaultCode.UNAVAILABLE, "Bundle: another message about this case is being decided at the moment");
        }
    }

    /** Another body under this id would get the yes to the first one; otherwise another attempt is asking now. */
    private Fault refusal(UUID id, String sha256) {
        return questions.isOfAnotherBody(id, sha256)
                ? new Fault(
                        FaultCode.INVARIANT,
                        "X-Request-Id: It was used before with another body; a retry repeats it exactly")
                : new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
    }

    /**
     * What came before in the case is still on its way to the local system, which could not judge what follows. What a person handled in
     * another way is there, as far as the gateway knows.
     */
    private void refuseToOvertake(Acceptance acceptance) {
        boolean waiting = jdbc.sql(WAITING)
                .param(acceptance.state().id())
                .query(Boolean.class)
                .single();
        if (waiting) {
            throw new Fault(FaultCode.UNAVAILABLE, "What came before in this case has not reached the service yet");
        }
    }
}
