package io.barsgateway.cases.decide;

import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends our lease of a question that was not decided, so that the Sender's retry may ask it again at once. */
@Component
public final class GiveQuestionBack {

    private static final Logger log = LoggerFactory.getLogger(GiveQuestionBack.class);

    private final JdbcClient jdbc;

    GiveQuestionBack(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void giveBack(@Variable("question") @Nullable Question question) {
        if (question == null) {
            return;
        }
        try {
            jdbc.sql("UPDATE question SET leased_until = NULL WHERE id = ? AND lease = ?")
                    .params(question.id(), question.lease())
                    .update();
        } catch (DataAccessException e) {
            log.warn("A question stays leased until its time is over: reference={}", question.reference());
        }
    }
}
