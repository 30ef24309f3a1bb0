package io.barsgateway.outbox.content;

import io.barsgateway.audit.write.Part;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import java.sql.Timestamp;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the table of messages; nothing else does. A message is written once and never changed. */
@Component
public final class MessageRows {

    /** The name by which later parts of a statement read the row of the message: id, case_id, service, counterpart. */
    public static final String MESSAGE = "held_message";

    private static final String COLUMNS = """
            INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id, request_id,
                correlation_id, use_context, caller, access, format, sha256, body, held_at, warnings, trace)
            """;

    private static final String HOLD = COLUMNS + "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? ";

    private static final String RETURNED = " RETURNING id, case_id, service, counterpart";

    private static final String TELL = COLUMNS + SqlText.of("""
                    SELECT ?, case_id, {IN}, {REFUSED}, service, counterpart, '', bundle_id, request_id,
                           correlation_id, '', 'gateway', '', ?, ?, ?, now(), '', trace
                      FROM message WHERE id = ?""", Direction.values(), Meaning.values()) + RETURNED;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds it, in the transaction that is open. */
    public void hold(HeldMessage message) {
        jdbc.sql(HOLD).params(values(message)).update();
    }

    /**
     * Its row.
     *
     * @param kept the part that writes its case: where that wrote nothing, this writes nothing
     */
    public static Part held(HeldMessage message, String kept) {
        return Part.of(MESSAGE, HOLD + "FROM " + kept + RETURNED, values(message));
    }

    /** That a message of ours was refused for good, under the ids of that message. */
    public static Part told(Work refused, Refusal refusal, UUID id) {
        return Part.of(
                MESSAGE,
                TELL,
                id,
                refusal.format().name(),
                refusal.body().hash(),
                refusal.body().bytes(),
                refused.messageId());
    }

    private static Object[] values(HeldMessage message) {
        return new Object[] {
            message.id(),
            message.caseId(),
            message.direction().column(),
            message.meaning().column(),
            message.service().toString(),
            message.counterpart().toString(),
            message.organisation(),
            message.bundleId(),
            message.requestId(),
            message.correlationId(),
            message.useContext(),
            message.caller(),
            message.access(),
            message.format().name(),
            message.body().hash(),
            message.body().bytes(),
            Timestamp.from(message.at()),
            message.warnings(),
            message.trace()
        };
    }
}
