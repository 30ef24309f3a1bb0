package io.barsgateway.outbox.queue;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.Youth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the work table that was claimed, with its message. */
final class WorkRow {

    /** Selects what was claimed, with what its message says. */
    static final String CLAIMED = """
            SELECT c.id, c.kind, c.lane, c.lease, c.attempts, c.fallback, c.may_have_arrived, m.id AS message_id, k.reference, m.meaning,
                   (extract(epoch FROM now() - c.created_at) * 1000)::bigint AS age, m.service, m.counterpart,
                   m.request_id, m.correlation_id, m.use_context, m.format, m.body, m.sha256, m.warnings, m.trace
              FROM claimed c JOIN message m ON m.id = c.message_id JOIN bars_case k ON k.id = m.case_id""";

    private WorkRow() {}

    static Work read(ResultSet row, int number) throws SQLException {
        return read(row, (Youth) null);
    }

    /** Where it was claimed under a lease that has only just begun. */
    static Work read(ResultSet row, @Nullable Youth youth) throws SQLException {
        return new Work(
                row.getLong("id"),
                WorkKind.read(row.getString("kind")),
                row.getString("lane"),
                row.getObject("lease", UUID.class),
                row.getInt("attempts"),
                Duration.ofMillis(row.getLong("age")),
                row.getBoolean("fallback"),
                row.getBoolean("may_have_arrived"),
                row.getObject("message_id", UUID.class),
                row.getString("reference"),
                Meaning.valueOf(row.getString("meaning")),
                endpoint(row.getString("service")),
                endpoint(row.getString("counterpart")),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("use_context"),
                Format.valueOf(row.getString("format")),
                new Original(row.getBytes("body")),
                row.getString("sha256"),
                row.getString("warnings"),
                row.getString("trace"),
                youth);
    }

    private static ServiceId endpoint(String text) {
        return ServiceId.ofEndpoint(text)
                .orElseThrow(() -> new IllegalStateException("A stored endpoint is system|value"));
    }
}
