package io.barsgateway.cases.decide;

import io.barsgateway.audit.write.Part;
import io.barsgateway.audit.write.SqlText;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Writes the table of questions, and reads it; nothing else writes it. A row says that a local system was asked and may have said yes; leases
 * are by the clock of the store.
 */
@Component
public final class QuestionRows {

    private final JdbcClient jdbc;

    QuestionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private StatementSpec sql(String text) {
        return jdbc.sql(SqlText.of(text, Verdict.values()));
    }

    /** Until the transaction ends that is open, nobody else asks about that case. */
    void lockCase(UUID caseId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("questions about " + caseId)
                .query((row, number) -> number)
                .single();
    }

    /** It is being asked from now on; false where another attempt asks it now, or one with another body did before. */
    boolean asked(Question question, UUID caseId, String requestId, String sha256, Duration lease, Instant at) {
        return sql("""
                        INSERT INTO question AS q (id, service, request_id, reference, meaning, verdict, asked_at, sha256,
                            case_id, lease, leased_until)
                        VALUES (?, ?, ?, ?, ?, {ASKED}, ?, ?, ?, ?, now() + ? * interval '1 millisecond')
                        ON CONFLICT (id) DO UPDATE SET lease = EXCLUDED.lease, leased_until = EXCLUDED.leased_until
                          WHERE q.sha256 = EXCLUDED.sha256 AND (q.leased_until IS NULL OR q.leased_until < now())
                        """)
                        .params(
                                question.id(),
                                question.place().service().toString(),
                                requestId,
                                question.reference(),
                                question.meaning().column(),
                                Timestamp.from(at),
                                sha256,
                                caseId,
                                question.place().lease(),
                                lease.toMillis())
                        .update()
                == 1;
    }

    /** Leases one that the local system has said yes to; false where it has not. */
    boolean askedAgain(Question question, String sha256, Duration lease) {
        return sql("""
                        UPDATE question SET lease = ?, leased_until = now() + ? * interval '1 millisecond'
                         WHERE id = ? AND sha256 = ? AND verdict = {TAKEN}""")
                        .params(question.place().lease(), lease.toMillis(), question.id(), sha256)
                        .update()
                == 1;
    }

    /** The local system said yes. */
    void taken(Question question) {
        sql("UPDATE question SET verdict = {TAKEN} WHERE id = ?")
                .param(question.id())
                .update();
    }

    /** The local system said no. */
    void refused(Question question) {
        jdbc.sql("DELETE FROM question WHERE id = ?").param(question.id()).update();
    }

    /** This attempt asks it no more. */
    void givenBack(Question question) {
        jdbc.sql("UPDATE question SET leased_until = NULL WHERE id = ? AND lease = ?")
                .params(question.id(), question.place().lease())
                .update();
    }

    /** A person gives back what was asked under that reference: how many questions that were. */
    int released(String reference) {
        return jdbc.sql("DELETE FROM question WHERE reference = ?")
                .param(reference)
                .update();
    }

    /**
     * We hold what was decided.
     *
     * @param kept the part that writes the case: where that wrote nothing, the question stays
     */
    public static Part answered(UUID id, String kept) {
        return Part.of(
                "answered_question", "DELETE FROM question WHERE id = ? AND EXISTS (SELECT 1 FROM " + kept + ")", id);
    }

    /** Whether a request with another body was asked about under that id. */
    boolean isOfAnotherBody(UUID id, String sha256) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM question WHERE id = ? AND sha256 <> ?)")
                .params(id, sha256)
                .query(Boolean.class)
                .single();
    }

    /** Whether it is being asked at the moment. */
    public boolean isBeingAsked(UUID id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM question WHERE id = ? AND leased_until > now())")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Whether another message about that case is being asked about at the moment. */
    public boolean isAnotherBeingAsked(UUID caseId, String sha256) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM question WHERE case_id = ? AND leased_until > now() AND sha256 <> ?)")
                .params(caseId, sha256)
                .query(Boolean.class)
                .single();
    }
}
