package io.barsgateway.cases.decide;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was taken here but never acknowledged to its Sender, who has not asked again: somebody must look. */
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
            UUID id, String reference, String service, String meaning, String requestId, Instant since, String state) {}

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
                        row.getString("meaning"),
                        row.getString("request_id"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("state")))
                .list();
    }
}
