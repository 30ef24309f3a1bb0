package io.barsgateway.cases.decide;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.outbox.Lanes;
import io.barsgateway.outbox.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends our lease of a question that was not decided, so that the Sender's retry may ask it again at once. Without an
 * answer, that counts against the local system. */
@Component
public final class GiveQuestionBack {

    private static final Logger log = LoggerFactory.getLogger(GiveQuestionBack.class);

    private final JdbcClient jdbc;
    private final Lanes lanes;

    GiveQuestionBack(JdbcClient jdbc, Lanes lanes) {
        this.jdbc = jdbc;
        this.lanes = lanes;
    }

    public void giveBack(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("question") @Nullable Question question,
            @Variable("decided") @Nullable Boolean decided) {
        if (question == null) {
            return;
        }
        boolean answered = question.taken() || decided != null || failure instanceof Fault;
        if (!answered) {
            lanes.leave(question.place(), Outcome.FAILED, "no answer, " + Cause.of(failure));
        }
        try {
            jdbc.sql("UPDATE question SET leased_until = NULL WHERE id = ? AND lease = ?")
                    .params(question.id(), question.place().lease())
                    .update();
        } catch (DataAccessException e) {
            log.warn("A question stays leased until its time is over: reference={}", question.reference());
        }
    }
}
