package io.barsgateway.cases;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.receive.caller.TemporaryCallers;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The store's list of callers that are let in for a time; each is an alarm while it lasts, and ends by itself. */
@Component
public final class CallerAllowances implements TemporaryCallers {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String SUBJECT = "caller-allowance";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Alarms alarms;
    private final AuditTrail audit;
    private final Clock clock;

    CallerAllowances(
            JdbcClient jdbc, TransactionOperations transactions, Alarms alarms, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public boolean allow(String thumbprint) {
        try {
            // The newest word counts, so that a long allowance can be cut short
            Optional<Instant> until = jdbc.sql(
                            "SELECT until FROM caller_allowance WHERE thumbprint = ? ORDER BY allowed_at DESC LIMIT 1")
                    .param(thumbprint)
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .optional()
                    .filter(end -> end.isAfter(clock.instant()));
            if (until.isEmpty()) {
                endAlarm();
                return false;
            }
            alarms.raise(SUBJECT, "a caller is let in by its thumbprint until " + until.get() + ": " + thumbprint);
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private void endAlarm() {
        boolean none = jdbc.sql("SELECT count(*) = 0 FROM caller_allowance WHERE until > ?")
                .param(Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
        if (none) {
            alarms.end(SUBJECT);
        }
    }

    /**
     * Lets that certificate in until then, and ends every earlier word on it; in one commit with its audit.
     *
     * @throws IllegalArgumentException where it is no SHA-256 thumbprint, has no reason, or is for longer than a week
     */
    public void add(String thumbprint, Duration lasts, String reason, String operator) {
        String hex = thumbprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("the thumbprint is not a SHA-256 one, of 64 hexadecimal digits");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed");
        }
        if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("it lasts from a moment to 7 days; set bars.caller.names for longer");
        }
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("INSERT INTO caller_allowance VALUES (?, ?, ?, ?)")
                    .params(hex, Timestamp.from(now.plus(lasts)), reason, Timestamp.from(now))
                    .update();
            audit.write(AuditEvent.of(now, "operator", "allowed")
                    .by("caller-allowance", "until " + now.plus(lasts) + ": " + reason)
                    .from(operator, hex, ""));
        });
    }
}
