package io.barsgateway.outbox;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.form.Format;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One piece of work, leased to us: a message to deliver or to send, with what its headers need.
 *
 * @param lease names our claim; when it lapses another may take the work, and ours settles nothing any more
 * @param attempts this one included
 * @param warnings what was odd about the message, one a line; empty where nothing was
 */
public record Work(
        long id,
        UUID lease,
        int attempts,
        UUID messageId,
        String reference,
        String meaning,
        ServiceId service,
        ServiceId counterpart,
        String requestId,
        String correlationId,
        String useContext,
        Format format,
        Original body,
        String warnings) {

    private static final int LONGEST_HEADER = 2000;

    /** Work that hands a message to the local system. */
    public static final String DELIVER = "deliver";

    /** Work that sends a message to the proxy. */
    public static final String SEND = "send";

    /** Adds a piece, due at once, in the transaction that holds its message. */
    public static void insert(JdbcClient jdbc, String kind, UUID messageId, Instant now) {
        jdbc.sql("""
                        INSERT INTO work (kind, case_id, message_id, service, status, next_at, created_at, changed_at)
                        SELECT ?, case_id, id, service, 'ready', ?, ?, ? FROM message WHERE id = ?""")
                .params(kind, Timestamp.from(now), Timestamp.from(now), Timestamp.from(now), messageId)
                .update();
    }

    /** The warnings as the value of one header, cut where they are many. */
    public String warningHeader() {
        String line = warnings.replace("\n", "; ");
        return line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER) + " ...";
    }

    /** Names ids only. */
    @Override
    public String toString() {
        return "message=" + messageId + " reference=" + reference + " attempt=" + attempts;
    }
}
