package io.barsgateway.cases.decide;

import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Ids;
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
            refuseToOvertake(acceptance);
            refuseAnotherBody(question, message);
            jdbc.sql("""
                            INSERT INTO question (id, service, request_id, reference, meaning, verdict, asked_at, sha256)
                            VALUES (?, ?, ?, ?, ?, 'ASKED', ?, ?) ON CONFLICT (id) DO NOTHING""")
                    .params(
                            question.id(),
                            message.tenant().id().toString(),
                            ids.requestId(),
                            question.reference(),
                            question.meaning(),
                            Timestamp.from(clock.instant()),
                            message.parsed().original().hash())
                    .update();
            return question;
        } catch (DataAccessException e) {
            throw new Fault(FaultCode.UNAVAILABLE, "Messages cannot be held at the moment", e);
        }
    }

    /** What came before in the case is still on its way to the local system, which could not judge what follows. */
    private void refuseToOvertake(Acceptance acceptance) {
        boolean waiting = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM work WHERE case_id = ? AND kind = 'deliver' AND status <> 'done')""")
                .param(acceptance.state().id())
                .query(Boolean.class)
                .single();
        if (waiting) {
            throw new Fault(FaultCode.UNAVAILABLE, "What came before in this case has not reached the service yet");
        }
    }

    /** Its yes would be to what was asked first. */
    private void refuseAnotherBody(Question question, Message message) {
        boolean another = jdbc.sql("SELECT EXISTS (SELECT 1 FROM question WHERE id = ? AND sha256 <> ?)")
                .params(question.id(), message.parsed().original().hash())
                .query(Boolean.class)
                .single();
        if (another) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "X-Request-Id: It was used before with another body; a retry repeats it exactly");
        }
    }
}
