package io.barsgateway.audit.watch;

import io.barsgateway.fhir.fault.Cause;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** One alarm for an outage of the store, whoever notices it: one line at its beginning and one at its end, not one for each request. */
@Component
public final class StoreOutage {

    private static final String SUBJECT = "store";
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final List<String> OF_STORE = List.of(
            "org.springframework.jdbc.CannotGetJdbcConnectionException",
            "org.springframework.transaction.CannotCreateTransactionException",
            "org.springframework.dao.DataAccessResourceFailureException",
            "java.sql.SQLTransientConnectionException");

    /** Connection lost, operator has stopped it, out of resources: classes of SQLSTATE. */
    private static final List<String> STATES = List.of("08", "57P", "53");

    private final Replaceable<Instant> noticed = new Replaceable<>(Instant.EPOCH);
    private final Alarms alarms;
    private final Clock clock;

    public StoreOutage(Alarms alarms, Clock clock) {
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Takes note of a failure; false where it does not lie with the store, and somebody else must tell of it. */
    public boolean explains(Throwable failure) {
        if (!isOne(failure)) {
            return false;
        }
        noticed.set(clock.instant());
        alarms.raise(SUBJECT, "PostgreSQL does not answer: messages cannot be held, Senders are told 503, work waits");
        return true;
    }

    /** The store answers; the outage is over where it has done so for a while. */
    public void over() {
        if (noticed.get().plus(CALM).isBefore(clock.instant())) {
            alarms.end(SUBJECT);
        }
    }

    /** Whether the store could not be reached or has no means to go on; not where it refused one statement. */
    private static boolean isOne(Throwable failure) {
        return Cause.chain(failure)
                .anyMatch(cause -> OF_STORE.contains(cause.getClass().getName()) || isLostConnection(cause));
    }

    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof SQLException sql
                && STATES.stream()
                        .anyMatch(state -> String.valueOf(sql.getSQLState()).startsWith(state));
    }
}
