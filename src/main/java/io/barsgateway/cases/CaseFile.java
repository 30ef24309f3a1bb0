package io.barsgateway.cases;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.content.Direction;
import io.barsgateway.outbox.content.HeldMessage;
import io.barsgateway.outbox.content.MessageRows;
import io.barsgateway.outbox.queue.WorkQueue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Cases for the local side: read as they are, changed only where nothing else changed them in between. */
@Component
public final class CaseFile {

    private static final String LATEST = SqlText.of("""
            SELECT m.service, m.format, m.body FROM bars_case c JOIN message m ON m.case_id = c.id
             WHERE c.reference = ? AND m.direction = {IN} ORDER BY m.held_at DESC LIMIT 1""", Direction.values());

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Cases cases;
    private final CaseRows rows;
    private final MessageRows messages;
    private final LocalRequests requests;
    private final AuditTrail audit;
    private final WorkQueue queue;
    private final Clock clock;

    CaseFile(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Cases cases,
            CaseRows rows,
            MessageRows messages,
            LocalRequests requests,
            AuditTrail audit,
            WorkQueue queue,
            Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.messages = messages;
        this.requests = requests;
        this.audit = audit;
        this.queue = queue;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<HeldCase> byReference(String reference) {
        return cases.byReference(reference);
    }

    /** A message as it came or left. */
    public record Held(ServiceId service, Format format, Original body) {}

    /** A message by the id under which it was delivered. */
    public Optional<Held> message(UUID id) {
        return jdbc.sql("SELECT service, format, body FROM message WHERE id = ?")
                .param(id)
                .query(CaseFile::held)
                .optional();
    }

    /** The last message that came in about the case of that reference. */
    public Optional<Held> latest(String reference) {
        return jdbc.sql(LATEST).param(reference).query(CaseFile::held).optional();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                ServiceId.ofEndpoint(row.getString("service")).orElseThrow(),
                Format.valueOf(row.getString("format")),
                new Original(row.getBytes("body")));
    }

    /** What was sent together with it. */
    public Optional<HeldCase> linkedTo(HeldCase held) {
        return cases.linkedTo(held.state().id());
    }

    /** Oldest first. */
    public List<HeldCase> byCorrelationId(String correlationId) {
        return cases.byCorrelationId(correlationId);
    }

    /**
     * Holds a composed response and the new state of its case in one commit; the work of sending it, the answer to the
     * report and its audit are in it.
     *
     * @return false where the case has changed since it was read, and nothing was held
     */
    public boolean hold(
            HeldCase read,
            CaseState after,
            String encounterStatus,
            Outgoing response,
            LocalRequest report,
            String answer) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            Instant now = clock.instant();
            boolean unchanged = rows.reported(read, after, encounterStatus, now);
            if (unchanged) {
                messages.hold(message(read, response, report.trace(), now));
                requests.keep(report, answer, now);
                audit.write(AuditEvent.of(now, "response", "held")
                        .by(report.rule(), report.detail())
                        .from(report.credential(), "", report.address())
                        .about(
                                read.service().toString(),
                                response.requestId(),
                                read.correlationId(),
                                response.body().hash())
                        .in(read.state().reference()));
                queue.add(WorkKind.SEND, response.id(), Meaning.RESPONSE, read.useCase(), after.merged());
            }
            return unchanged;
        }));
    }

    /** What an earlier report under the same key was answered; empty where it is the first. */
    public Optional<LocalRequest.Answered> earlier(LocalRequest report) {
        return requests.earlier(report);
    }

    private static HeldMessage message(HeldCase read, Outgoing response, @Nullable String trace, Instant now) {
        return new HeldMessage(
                response.id(),
                read.state().id(),
                Direction.OUT,
                Meaning.RESPONSE,
                read.service(),
                read.counterpart(),
                "",
                response.bundleId(),
                response.requestId(),
                read.correlationId(),
                response.useContext(),
                "gateway",
                "",
                Format.JSON,
                response.body(),
                now,
                "",
                trace);
    }
}
