package io.barsgateway.decision;

import io.barsgateway.acceptance.Acceptance;
import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.inbound.Ids;
import io.barsgateway.message.Message;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import org.apache.camel.Variable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts on disk that a local system is about to be asked, so that its yes is never forgotten, whatever happens to us. */
@Component
public final class NoteQuestion {

    private final JdbcClient jdbc;
    private final Clock clock;

    NoteQuestion(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Question note(
            @Variable("ids") Ids ids,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance) {
        Question question = new Question(
                acceptance.ids().message(),
                Objects.requireNonNull(message.tenant().declared().confirm().url()),
                acceptance.state().reference(),
                message.meaning().name());
        try {
            jdbc.sql("""
                            INSERT INTO question (id, service, request_id, reference, meaning, verdict, asked_at)
                            VALUES (?, ?, ?, ?, ?, 'ASKED', ?) ON CONFLICT (id) DO NOTHING""")
                    .params(
                            question.id(),
                            message.tenant().id().toString(),
                            ids.requestId(),
                            question.reference(),
                            question.meaning(),
                            Timestamp.from(clock.instant()))
                    .update();
            return question;
        } catch (DataAccessException e) {
            throw new Fault(FaultCode.UNAVAILABLE, "Messages cannot be held at the moment", e);
        }
    }
}
