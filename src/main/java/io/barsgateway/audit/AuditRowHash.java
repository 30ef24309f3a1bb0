package io.barsgateway.audit;

import io.barsgateway.fhir.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How a row of the audit is hashed: each field with its length before it, so that no two rows read alike. */
final class AuditRowHash {

    /** What the first hash follows. */
    static final String BEGINNING = "0".repeat(64);

    static final String COLUMNS = "a.id, a.at, a.what, a.outcome, a.rule, a.caller, a.thumbprint, a.address, a.service,"
            + " a.request_id, a.correlation_id, a.sha256, a.detail, a.reference";

    /** How many hexadecimal digits a mark has. */
    static final int MARK = 16;

    private AuditRowHash() {}

    static String hash(String before, List<String> row) {
        StringBuilder text = new StringBuilder(before);
        row.forEach(field -> text.append('|').append(field.length()).append(':').append(field));
        return Sha256.hex(text.toString());
    }

    /** The beginning of a hash, by which a block knows each of its events. */
    static String mark(String hash) {
        return hash.substring(0, MARK);
    }

    /** Of the event with these fields. */
    static long id(List<String> fields) {
        return Long.parseLong(fields.get(0));
    }

    /** When the event with these fields was. */
    static Instant at(List<String> fields) {
        return Instant.parse(fields.get(1));
    }

    /**
     * The fields of a row that was read with {@link #COLUMNS}. Rows of before version 12 of the schema have no reference, and were hashed
     * without one.
     */
    static List<String> fields(ResultSet row) throws SQLException {
        List<String> fields = before12(row);
        String reference = row.getString("reference");
        return reference.isEmpty()
                ? fields
                : Stream.concat(fields.stream(), Stream.of(reference)).toList();
    }

    private static List<String> before12(ResultSet row) throws SQLException {
        return List.of(
                row.getString("id"),
                row.getTimestamp("at").toInstant().toString(),
                row.getString("what"),
                row.getString("outcome"),
                row.getString("rule"),
                row.getString("caller"),
                row.getString("thumbprint"),
                row.getString("address"),
                row.getString("service"),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("sha256"),
                row.getString("detail"));
    }
}
