package io.barsgateway.cases;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the messages that we sent. */
@Component
public final class SentStates {

    private static final String MESSAGES = SqlText.of("""
            SELECT c.reference, m.meaning, m.request_id, m.correlation_id, m.bundle_id, w.status AS work,
                   w.reason, c.subject_type, c.subject_id, c.status AS case_status, c.encounter_status
              FROM bars_case c JOIN message m ON m.case_id = c.id JOIN work w ON w.message_id = m.id
             WHERE c.reference = ? AND c.role = {SENDER} AND m.direction = {OUT} AND w.kind = {SEND}
             ORDER BY w.id""", CaseRole.values(), Direction.values(), WorkKind.values());

    private static final String OVERDUE = SqlText.of(
            "SELECT reference FROM bars_case WHERE role = {SENDER} AND status = {OPEN} AND due_at < ? ORDER BY due_at",
            CaseRole.values(),
            Status.values());

    private final JdbcClient jdbc;
    private final Clock clock;

    SentStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a request of ours came to: held, accepted, refused or, where another attempt is due, waiting. */
    public record State(
            String reference,
            Meaning meaning,
            String requestId,
            String correlationId,
            String bundleId,
            WorkStatus work,
            String reason,
            String subjectType,
            String subjectId,
            Status caseStatus,
            String encounterStatus) {}

    /** The messages of a case that we sent, oldest first. */
    public List<State> of(String reference) {
        return jdbc.sql(MESSAGES)
                .param(Reference.read(reference).orElse(reference))
                .query(SentStates::state)
                .list();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        return new State(
                row.getString("reference"),
                Meaning.valueOf(row.getString("meaning")),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("bundle_id"),
                WorkStatus.read(row.getString("work")),
                row.getString("reason"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                Status.valueOf(row.getString("case_status")),
                row.getString("encounter_status"));
    }

    /** References of cases whose response is overdue, the longest first. */
    public List<String> overdue() {
        return jdbc.sql(OVERDUE)
                .param(Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }
}
