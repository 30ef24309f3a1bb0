package io.barsgateway.cases.hold;

import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.OutcomeRows;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.content.Direction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What requests came to, one row each once they came to something that a repeat must hear again. */
@Component
final class Outcomes {

    private static final String ACCEPTED = "ACCEPTED";
    private static final String SAME_BUNDLE =
            SqlText.of("""
            SELECT 1 FROM message WHERE service = ? AND organisation = ? AND lower(bundle_id) = lower(?)
               AND direction = {IN} AND meaning IN (%s)""".formatted(SqlText.list(Meaning.opening())), Direction.values());

    private final JdbcClient jdbc;
    private final OutcomeRows rows;
    private final Clock clock;

    Outcomes(JdbcClient jdbc, OutcomeRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
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

        /** As {@link #again} reads them: an issue is one line, whatever its words are. */
        static String diagnostics(Fault fault) {
            return fault.issues().stream()
                    .map(issue ->
                            issue.code().name() + " " + issue.diagnostics().replaceAll("\\R", " "))
                    .collect(Collectors.joining("\n"));
        }

        private static Issue issue(String line) {
            int space = line.indexOf(' ');
            return new Issue(FaultCode.valueOf(line.substring(0, space)), line.substring(space + 1));
        }
    }

    Optional<Outcome> of(Attempt attempt) {
        return rows.of(key(attempt)).map(row -> new Outcome(row.sha256(), row.verdict(), row.diagnostics()));
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
        Part refused = insertion(attempt, fault.code().name(), Outcome.diagnostics(fault), "", List.of());
        new OneStatement(List.of(refused))
                .on(jdbc, "SELECT count(*) FROM " + OutcomeRows.ACCEPTANCE)
                .query(Long.class)
                .single();
    }

    private Part insertion(
            Attempt attempt, String verdict, String diagnostics, String condition, List<@Nullable Object> ofCondition) {
        return OutcomeRows.came(
                key(attempt),
                new OutcomeRows.Row(attempt.sha256(), verdict, diagnostics),
                clock.instant(),
                attempt.lock(),
                condition,
                ofCondition);
    }

    private static OutcomeRows.Key key(Attempt attempt) {
        return new OutcomeRows.Key(attempt.requestId(), attempt.organisation(), attempt.service());
    }
}
