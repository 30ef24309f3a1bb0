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
                    ? new Fault(FaultCode.DUPLICATE, "This message has already been received and processed")
                    : new Fault(diagnostics.lines().map(Outcome::issue).toList());
        }

        private static Issue issue(String line) {
            int space = line.indexOf(' ');
            return new Issue(FaultCode.valueOf(line.substring(0, space)), line.substring(space + 1));
        }
    }

    Optional<Outcome> of(Turn turn) {
        return turn.jdbc()
                .sql("""
                        SELECT sha256, verdict, diagnostics FROM request_outcome
                         WHERE request_id = ? AND organisation = ? AND service = ? FOR UPDATE""")
                .params(
                        requestId(turn),
                        turn.arrival().access().organisation(),
                        turn.arrival().service())
                .query(Outcome.class)
                .optional();
    }

    void recordAccepted(Turn turn) {
        record(turn, ACCEPTED, "");
    }

    void recordRefused(Turn turn, Fault fault) {
        record(
                turn,
                fault.code().name(),
                fault.issues().stream()
                        .map(issue -> issue.code().name() + " " + issue.diagnostics())
                        .collect(Collectors.joining("\n")));
    }

    /** The Sender has asked again and hears that it was accepted: it is unclaimed no more. */
    void claim(Turn turn) throws SQLException {
        turn.jdbc()
                .sql("""
                        DELETE FROM unclaimed WHERE message_id IN
                               (SELECT id FROM message WHERE lower(request_id) = lower(?) AND organisation = ? AND service = ?)""")
                .params(
                        turn.arrival().ids().requestId(),
                        turn.arrival().access().organisation(),
                        turn.arrival().service())
                .update();
        turn.commit();
    }

    /** Kept whatever becomes of the request, so in a commit of its own. */
    void auditOtherBody(Turn turn) {
        Arrival arrival = turn.arrival();
        log.error(
                "An X-Request-Id came again with another body: request={} service={} organisation={} caller={}",
                arrival.ids().requestId(),
                arrival.service(),
                printable(arrival.access().organisation()),
                arrival.callerLabel());
        AuditTrail.write(
                turn.jdbc(),
                AuditEvent.of(clock.instant(), "request", "refused")
                        .by("request-id-with-other-body", "")
                        .from(arrival.caller().name(), arrival.caller().thumbprint(), arrival.address())
                        .about(
                                arrival.service(),
                                arrival.ids().requestId(),
                                arrival.ids().correlationId(),
                                arrival.sha256()));
        try {
            turn.commit();
        } catch (SQLException e) {
            log.error("The audit of it could not be stored: {}", e.getSQLState());
        }
    }

    private void record(Turn turn, String verdict, String diagnostics) {
        turn.jdbc()
                .sql("INSERT INTO request_outcome VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        requestId(turn),
                        turn.arrival().access().organisation(),
                        turn.arrival().service(),
                        turn.arrival().sha256(),
                        verdict,
                        diagnostics,
                        Timestamp.from(clock.instant()))
                .update();
    }

    private static String requestId(Turn turn) {
        return turn.arrival().ids().requestId().toLowerCase(Locale.ROOT);
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "?").substring(0, Math.min(text.length(), 20));
    }
}
