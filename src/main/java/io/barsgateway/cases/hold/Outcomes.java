package io.barsgateway.cases.hold;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What requests came to, one row each once they came to something that a repeat must hear again. */
@Component
final class Outcomes {

    private static final String ACCEPTED = "ACCEPTED";

    private final JdbcClient jdbc;
    private final Clock clock;

    Outcomes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The verdict on an earlier attempt of the same request. */
    record Outcome(String sha256, String verdict, String diagnostics) {

        boolean isAccepted() {
            return verdict.equals(ACCEPTED);
        }

        /** The same issues as the first time, one a line: code, space, words. */
        Fault again() {
            return isAccepted()
                    ? new Fault(
                            FaultCode.DUPLICATE,
                            "X-Request-Id: A message with this id has already been received and processed")
                    : new Fault(diagnostics.lines().map(Outcome::issue).toList());
        }

        private static Issue issue(String line) {
            int space = line.indexOf(' ');
            return new Issue(FaultCode.valueOf(line.substring(0, space)), line.substring(space + 1));
        }
    }

    Optional<Outcome> of(Attempt attempt) {
        return jdbc.sql("""
                        SELECT sha256, verdict, diagnostics FROM request_outcome
                         WHERE request_id = ? AND organisation = ? AND service = ?""")
                .params(attempt.requestId(), attempt.organisation(), attempt.service())
                .query(Outcome.class)
                .optional();
    }

    /** Whether it is accepted now; false where another attempt is being committed or has been. */
    boolean recordAccepted(Attempt attempt) {
        return insert(attempt, ACCEPTED, "");
    }

    /** Kept where no other attempt came to anything. */
    void recordRefused(Attempt attempt, Fault fault) {
        insert(
                attempt,
                fault.code().name(),
                fault.issues().stream()
                        .map(issue -> issue.code().name() + " " + issue.diagnostics())
                        .collect(Collectors.joining("\n")));
    }

    /** The lock is of the transaction, so it ends with it, with its session and with this process, whichever comes first. */
    private boolean insert(Attempt attempt, String verdict, String diagnostics) {
        return jdbc.sql("""
                                INSERT INTO request_outcome
                                SELECT ?, ?, ?, ?, ?, ?, ? WHERE pg_try_advisory_xact_lock(?) ON CONFLICT DO NOTHING""")
                        .params(
                                attempt.requestId(),
                                attempt.organisation(),
                                attempt.service(),
                                attempt.sha256(),
                                verdict,
                                diagnostics,
                                Timestamp.from(clock.instant()),
                                attempt.lock())
                        .update()
                == 1;
    }
}
