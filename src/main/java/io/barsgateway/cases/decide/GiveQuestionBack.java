package io.barsgateway.cases.decide;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.lane.Lanes;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Ends our lease of a question that was not decided, so that the Sender's retry may ask it again at once. Without an
 * answer, that counts against the local system. */
@Component
public final class GiveQuestionBack {

    private static final Logger log = LoggerFactory.getLogger(GiveQuestionBack.class);

    private final QuestionRows questions;
    private final Lanes lanes;
    private final StoreOutage outage;

    GiveQuestionBack(QuestionRows questions, Lanes lanes, StoreOutage outage) {
        this.outage = outage;
        this.questions = questions;
        this.lanes = lanes;
    }

    /** A refusal of ours, the store, or no free worker: it says nothing of the local system. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof Fault
                || failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof RejectedExecutionException;
    }

    public void giveBack(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("question") @Nullable Question question) {
        if (question == null) {
            return;
        }
        // Where its answer was read, this attempt has left its lane already, and this outcome is ignored
        lanes.leave(
                question.place(),
                isOurs(failure) ? Outcome.NOTHING : Outcome.FAILED,
                failure instanceof TryAgain known
                        ? String.valueOf(known.getMessage())
                        : "no answer, " + Cause.of(failure));
        try {
            questions.givenBack(question);
        } catch (DataAccessException e) {
            if (!outage.explains(e)) {
                log.warn(
                        "A question could not be given back, and waits until its lease lapses: reference={}",
                        question.reference());
            }
        }
    }
}
