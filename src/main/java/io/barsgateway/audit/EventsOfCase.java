package io.barsgateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the audit says of one case, oldest first. */
@Component
public final class EventsOfCase {

    private static final int MOST = 1000;

    private final JdbcClient jdbc;

    EventsOfCase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the audit. */
    public record Event(
            Instant at, String what, String outcome, String rule, String caller, String requestId, String detail) {}

    /** The last thousand about that case or one of those requests. */
    public List<Event> of(String reference, List<String> requestIds) {
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT id, at, what, outcome, rule, caller, request_id, detail FROM audit
                             WHERE reference = :reference AND reference <> ''
                            UNION
                            SELECT id, at, what, outcome, rule, caller, request_id, detail FROM audit
                             WHERE lower(request_id) = ANY (:requests) AND request_id <> ''
                             ORDER BY id DESC LIMIT :most) found
                         ORDER BY at, id""")
                .param("reference", reference)
                .param(
                        "requests",
                        requestIds.stream()
                                .map(id -> id.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .param("most", MOST)
                .query((row, number) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("outcome"),
                        row.getString("rule"),
                        row.getString("caller"),
                        row.getString("request_id"),
                        row.getString("detail")))
                .list();
    }
}
