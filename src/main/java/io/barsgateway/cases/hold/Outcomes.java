package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests came to, one row each once they came to something that a repeat must hear again. */
final class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);
    private static final String ACCEPTED = "ACCEPTED";

    private final Clock clock;

    Outcomes(Clock clock) {
        this.clock = clock;
    }

    /** The verdict on an earlier request with the same id. */
    record Outcome(String sha256, String verdict, String diagnostics) {

        boolean isAccepted() {
            return verdict.equals(ACCEPTED);
        }

        /** The same issues as the first time, one a line: code, space, words. */
        Fault again() {
            return isAccepted()
                    ? duplicate()
                    : new Fault(diagnostics.lines().map(Outcome::issue).toList());
        }

        private static Issue issue(String line) {
            int space = line.indexOf(' ');
            return new Issue(FaultCode.valueOf(line.substring(0, space)), line.substring(space + 1));
        }
    }

    static Fault duplicate() {
        return new Fault(
                FaultCode.DUPLICATE, "X-Request-Id: A message with this id has already been received and processed");
    }

    Optional<Outcome> of(RequestTransaction transaction) {
        return transaction
                .jdbc()
                .sql("""
                        SELECT sha256, verdict, diagnostics FROM request_outcome
                         WHERE request_id = ? AND organisation = ? AND service = ? FOR UPDATE""")
                .params(
                        requestId(transaction),
                        transaction.details().accessHeaders().organisation(),
                        transaction.details().service())
                .query(Outcome.class)
                .optional();
    }

    void recordAccepted(RequestTransaction transaction) {
        record(transaction, ACCEPTED, "");
    }

    void recordRefused(RequestTransaction transaction, Fault fault) {
        record(
                transaction,
                fault.code().name(),
                fault.issues().stream()
                        .map(issue -> issue.code().name() + " " + issue.diagnostics())
                        .collect(Collectors.joining("\n")));
    }

    /** The Sender has asked again and hears that it was accepted: it is unclaimed no more. */
    void claim(RequestTransaction transaction) throws SQLException {
        transaction
                .jdbc()
                .sql("""
                        DELETE FROM unclaimed WHERE message_id IN
                               (SELECT id FROM message WHERE lower(request_id) = lower(?) AND organisation = ? AND service = ?)""")
                .params(
                        transaction.details().ids().requestId(),
                        transaction.details().accessHeaders().organisation(),
                        transaction.details().service())
                .update();
        transaction.commit();
    }

    /** Kept whatever becomes of the request, so in a commit of its own. */
    void auditOtherBody(RequestTransaction transaction) {
        RequestDetails details = transaction.details();
        log.error(
                "An X-Request-Id came again with another body: request={} service={} organisation={} caller={}",
                details.ids().requestId(),
                details.service(),
                printable(details.accessHeaders().organisation()),
                details.callerLabel());
        AuditTrail.write(
                transaction.jdbc(),
                AuditEvent.of(clock.instant(), "request", "refused")
                        .by("request-id-with-other-body", "")
                        .from(details.caller().name(), details.caller().thumbprint(), details.address())
                        .about(
                                details.service(),
                                details.ids().requestId(),
                                details.ids().correlationId(),
                                details.sha256()));
        try {
            transaction.commit();
        } catch (SQLException e) {
            log.error("The audit of it could not be stored: {}", e.getSQLState());
        }
    }

    private void record(RequestTransaction transaction, String verdict, String diagnostics) {
        transaction
                .jdbc()
                .sql("INSERT INTO request_outcome VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        requestId(transaction),
                        transaction.details().accessHeaders().organisation(),
                        transaction.details().service(),
                        transaction.details().sha256(),
                        verdict,
                        diagnostics,
                        Timestamp.from(clock.instant()))
                .update();
    }

    private static String requestId(RequestTransaction transaction) {
        return transaction.details().ids().requestId().toLowerCase(Locale.ROOT);
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "?").substring(0, Math.min(text.length(), 20));
    }
}
