package io.barsgateway.cases.hold;

import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.message.Message;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What requests came to, one row each once they came to something that a repeat must hear again. */
@Component
final class Outcomes {

    /** The name by which later parts of a statement ask whether the message was accepted. */
    static final String ACCEPTANCE = "acceptance";

    private static final String ACCEPTED = "ACCEPTED";
    private static final String SAME_BUNDLE = """
            SELECT 1 FROM message WHERE service = ? AND organisation = ? AND lower(bundle_id) = lower(?)
               AND direction = 'in' AND meaning LIKE 'NEW%'""";

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

    /**
     * Writes that it is accepted now. It writes nothing where another attempt is being committed, or has been, or where a new message
     * with its Bundle.id was accepted before.
     */
    Part accepted(Attempt attempt, Message message) {
        if (message.meaning().isNew()) {
            return insertion(
                    attempt, ACCEPTED, "", " AND NOT EXISTS (" + SAME_BUNDLE + ")", sameBundle(attempt, message));
        }
        return insertion(attempt, ACCEPTED, "", "", List.of());
    }

    /** Whether a new message with that Bundle.id was accepted before, under whichever X-Request-Id. */
    boolean isSameBundleAccepted(Attempt attempt, Message message) {
        return jdbc.sql("SELECT EXISTS (" + SAME_BUNDLE + ")")
                .params(sameBundle(attempt, message))
                .query(Boolean.class)
                .single();
    }

    private static List<@Nullable Object> sameBundle(Attempt attempt, Message message) {
        return List.of(attempt.service(), attempt.organisation(), message.bundleId());
    }

    /** Kept where no other attempt came to anything. */
    void recordRefused(Attempt attempt, Fault fault) {
        Part refused = insertion(
                attempt,
                fault.code().name(),
                fault.issues().stream()
                        .map(issue -> issue.code().name() + " " + issue.diagnostics())
                        .collect(Collectors.joining("\n")),
                "",
                List.of());
        new OneStatement(List.of(refused))
                .on(jdbc, "SELECT count(*) FROM " + ACCEPTANCE)
                .query(Long.class)
                .single();
    }

    /** The lock is of the transaction, so it ends with it, with its session and with this process, whichever comes first. */
    private Part insertion(
            Attempt attempt, String verdict, String diagnostics, String condition, List<@Nullable Object> ofCondition) {
        List<@Nullable Object> values = new ArrayList<>(List.of(
                attempt.requestId(),
                attempt.organisation(),
                attempt.service(),
                attempt.sha256(),
                verdict,
                diagnostics,
                Timestamp.from(clock.instant()),
                attempt.lock()));
        values.addAll(ofCondition);
        return new Part(
                ACCEPTANCE,
                "INSERT INTO request_outcome SELECT ?, ?, ?, ?, ?, ?, ? WHERE pg_try_advisory_xact_lock(?)" + condition
                        + " ON CONFLICT DO NOTHING RETURNING 1 AS number",
                values);
    }
}
