package io.barsgateway.cases;

import io.barsgateway.fhir.Reference;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the messages that we sent. */
@Component
public final class SentStates {

    private final JdbcClient jdbc;
    private final Clock clock;

    SentStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a request of ours came to: held, accepted, refused or, where another attempt is due, waiting. */
    public record State(
            String reference,
            String meaning,
            String requestId,
            String correlationId,
            String bundleId,
            String work,
            String reason,
            String subjectType,
            String subjectId,
            String caseStatus,
            String encounterStatus) {}

    /** The messages of a case that we sent, oldest first. */
    public List<State> of(String reference) {
        return jdbc.sql("""
                        SELECT c.reference, m.meaning, m.request_id, m.correlation_id, m.bundle_id, w.status AS work,
                               w.reason, c.subject_type, c.subject_id, c.status AS case_status, c.encounter_status
                          FROM bars_case c JOIN message m ON m.case_id = c.id JOIN work w ON w.message_id = m.id
                         WHERE c.reference = ? AND c.role = 'sender' AND m.direction = 'out' AND w.kind = 'send'
                         ORDER BY w.id""")
                .param(Reference.read(reference).orElse(reference))
                .query(State.class)
                .list();
    }

    /** References of cases whose response is overdue, the longest first. */
    public List<String> overdue() {
        return jdbc.sql("""
                        SELECT reference FROM bars_case WHERE role = 'sender' AND status = 'OPEN' AND due_at < ?
                         ORDER BY due_at""")
                .param(Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }
}
