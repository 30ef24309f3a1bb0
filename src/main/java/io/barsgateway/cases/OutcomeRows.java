package io.barsgateway.cases;

import io.barsgateway.audit.write.Part;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the table of what requests came to, and reads it for their repeats; nothing else writes it. */
@Component
public final class OutcomeRows {

    /** The name by which later parts of a statement ask whether the message was accepted. */
    public static final String ACCEPTANCE = "acceptance";

    private final JdbcClient jdbc;

    OutcomeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What makes two attempts one request; a UUID is in small letters. */
    public record Key(String requestId, String organisation, String service) {}

    /**
     * What one came to.
     *
     * @param verdict ACCEPTED, or the code of its refusal
     * @param diagnostics one issue a line: code, space, words; empty where it was accepted
     */
    public record Row(String sha256, String verdict, String diagnostics) {}

    /** What an earlier attempt came to; empty where none has come to anything. */
    public Optional<Row> of(Key key) {
        return jdbc.sql("""
                        SELECT sha256, verdict, diagnostics FROM request_outcome
                         WHERE request_id = ? AND organisation = ? AND service = ?""")
                .params(key.requestId(), key.organisation(), key.service())
                .query(Row.class)
                .optional();
    }

    /**
     * What it comes to now. It writes nothing where another attempt is being committed, or has been. The lock is of the transaction, so it
     * ends with it, with its session and with this process, whichever comes first.
     *
     * @param lock advisory lock of the request
     * @param condition more SQL that must be so, beginning with AND; empty for none
     */
    public static Part came(
            Key key, Row row, Instant at, long lock, String condition, List<@Nullable Object> ofCondition) {
        List<@Nullable Object> values = new ArrayList<>(List.of(
                key.requestId(),
                key.organisation(),
                key.service(),
                row.sha256(),
                row.verdict(),
                row.diagnostics(),
                Timestamp.from(at),
                lock));
        values.addAll(ofCondition);
        return new Part(
                ACCEPTANCE,
                "INSERT INTO request_outcome SELECT ?, ?, ?, ?, ?, ?, ? WHERE pg_try_advisory_xact_lock(?)" + condition
                        + " ON CONFLICT DO NOTHING RETURNING 1 AS number",
                values);
    }

    /** What was accepted about the booking of that reference, and never acknowledged, is refused from now on. */
    public void released(String reference, String verdict, String diagnostics) {
        jdbc.sql("""
                        UPDATE request_outcome o SET verdict = ?, diagnostics = ?
                          FROM message m JOIN bars_case c ON c.id = m.case_id JOIN unclaimed u ON u.message_id = m.id
                         WHERE c.reference = ? AND c.category = '' AND o.request_id = lower(m.request_id)
                           AND o.organisation = m.organisation AND o.service = m.service""").params(verdict, diagnostics, reference).update();
    }
}
