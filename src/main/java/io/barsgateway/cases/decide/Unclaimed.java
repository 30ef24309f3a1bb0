package io.barsgateway.cases.decide;

import io.barsgateway.audit.write.Part;
import io.barsgateway.message.Meaning;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was taken here but never acknowledged to its Sender, who has not asked again: somebody must look. It writes the table of these;
 * nothing else does.
 */
@Component
public final class Unclaimed {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration after;

    Unclaimed(JdbcClient jdbc, Clock clock, DecisionProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.after = properties.unclaimedAfter();
    }

    /**
     * One of them.
     *
     * @param state HELD where we hold it; TAKEN where only the local system does; ASKED where it may
     */
    public record Acceptance(
            UUID id,
            String reference,
            String service,
            Meaning meaning,
            String requestId,
            Instant since,
            String state) {}

    /**
     * It waits to be acknowledged from now on.
     *
     * @param message the part that writes the message: where that wrote nothing, this writes nothing
     */
    public static Part added(String message, Instant at) {
        return Part.of("unacknowledged", "INSERT INTO unclaimed SELECT id, ? FROM " + message, Timestamp.from(at));
    }

    /** Its Sender was told in time. */
    public void acknowledged(UUID messageId) {
        jdbc.sql("DELETE FROM unclaimed WHERE message_id = ?").param(messageId).update();
    }

    /**
     * Its Sender has asked again and hears that it was accepted.
     *
     * @param requestId in small letters
     */
    public void askedAgain(String requestId, String organisation, String service) {
        jdbc.sql("""
                        DELETE FROM unclaimed WHERE message_id IN
                               (SELECT id FROM message WHERE lower(request_id) = ? AND organisation = ? AND service = ?)""").params(requestId, organisation, service).update();
    }

    /** A person gives back what that case holds: how many messages that were. */
    int released(UUID caseId) {
        return jdbc.sql("DELETE FROM unclaimed WHERE message_id IN (SELECT id FROM message WHERE case_id = ?)")
                .param(caseId)
                .update();
    }

    /** Oldest first; what is so late that it is on the list. */
    public List<Acceptance> all() {
        return jdbc.sql("""
                        SELECT m.id, c.reference, m.service, m.meaning, m.request_id, u.since, 'HELD' AS state
                          FROM unclaimed u JOIN message m ON m.id = u.message_id JOIN bars_case c ON c.id = m.case_id
                         WHERE u.since < ?
                        UNION ALL
                        SELECT id, reference, service, meaning, request_id, asked_at, verdict FROM question WHERE asked_at < ?
                         ORDER BY since""")
                .params(
                        Timestamp.from(clock.instant().minus(after)),
                        Timestamp.from(clock.instant().minus(after)))
                .query((row, number) -> new Acceptance(
                        row.getObject("id", UUID.class),
                        row.getString("reference"),
                        row.getString("service"),
                        Meaning.valueOf(row.getString("meaning")),
                        row.getString("request_id"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("state")))
                .list();
    }
}
