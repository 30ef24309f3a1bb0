package io.barsgateway.audit.watch;

import io.barsgateway.fhir.fault.Cause;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

    private static final String FULL = "53100";
    private static final String READ_ONLY = "25006";
    private static final String MEANS = "53";

    /** Connection lost, operator has stopped it, out of resources, read-only: SQLSTATEs, or classes of them. */
    private static final List<String> STATES = List.of("08", "57P", MEANS, READ_ONLY);

    /** What HikariCP says, without a SQLSTATE. */
    private static final String CLOSED = "Connection is closed";

    private static final long MB = 1_000_000;

    private final Replaceable<Noticed> noticed = new Replaceable<>(new Noticed(Instant.EPOCH, "", ""));
    private final Alarms alarms;
    private final StorePlace place;
    private final Clock clock;

    public StoreOutage(Alarms alarms, StorePlace place, Clock clock) {
        this.alarms = alarms;
        this.place = place;
        this.clock = clock;
    }

    /**
     * The last that was seen of it.
     *
     * @param state SQLSTATE of a store that answers and cannot write; else empty
     * @param words of the alarm; empty before the first and after its end
     */
    private record Noticed(Instant at, String state, String words) {}

    /** Takes note of a failure; false where it does not lie with the store, and somebody else must tell of it. */
    public boolean explains(Throwable failure) {
        if (!isOne(failure)) {
            return false;
        }
        Noticed before = noticed.get();
        String refused = refusal(failure);
        // A full disk may end PostgreSQL too: the reason that was named stays, so that it is one alarm
        String state = refused.isEmpty() ? before.state() : refused;
        // The space that is free changes all the time
        boolean same = !before.words().isEmpty() && before.state().equals(state);
        String words = same ? before.words() : words(state);
        noticed.set(new Noticed(clock.instant(), state, words));
        alarms.raise(SUBJECT, words);
        return true;
    }

    /** The store answers and writes; the outage is over where it has done so for a while. */
    public void over() {
        Noticed last = noticed.get();
        if (last.at().plus(CALM).isBefore(clock.instant())) {
            noticed.set(new Noticed(last.at(), "", ""));
            alarms.end(SUBJECT);
        }
    }

    /** As it was last seen. */
    public StoreState state() {
        Noticed last = noticed.get();
        if (last.words().isEmpty()) {
            return StoreState.ANSWERS;
        }
        return last.state().isEmpty() ? StoreState.DOES_NOT_ANSWER : StoreState.CANNOT_WRITE;
    }

    private String words(String state) {
        String meanwhile = "; meanwhile messages cannot be held, Senders are told 503, work waits";
        return switch (state) {
            case "" ->
                place.embedded() == null
                        ? "PostgreSQL does not answer: look at its machine and the network between" + meanwhile
                        : "the embedded PostgreSQL does not answer: restart the gateway" + meanwhile;
            case FULL -> "the store cannot write: no space is left on " + disk() + ": make room" + meanwhile;
            case READ_ONLY ->
                "the store cannot write: PostgreSQL is read-only; bars.store.url must name the primary, and its"
                        + " default_transaction_read_only must be off" + meanwhile;
            default ->
                "the store cannot write: PostgreSQL is out of resources (SQLSTATE " + state + "): look at its log"
                        + meanwhile;
        };
    }

    private String disk() {
        Path folder = place.embedded();
        if (folder == null) {
            return "the disk of PostgreSQL";
        }
        try {
            FileStore disk = Files.getFileStore(folder);
            return "its disk (%d MB free of %d MB at %s)"
                    .formatted(disk.getUsableSpace() / MB, disk.getTotalSpace() / MB, folder);
        } catch (IOException e) {
            return "its disk (" + folder + ")";
        }
    }

    /** SQLSTATE of a store that answers and cannot write; empty for one that does not answer. */
    private static String refusal(Throwable failure) {
        return states(failure)
                .filter(state -> state.equals(READ_ONLY) || state.startsWith(MEANS))
                .findFirst()
                .orElse("");
    }

    /** Whether the store could not be reached or has no means to go on; not where it refused one statement. */
    private static boolean isOne(Throwable failure) {
        return Cause.chain(failure)
                        .anyMatch(cause -> OF_STORE.contains(cause.getClass().getName()))
                || states(failure).anyMatch(state -> STATES.stream().anyMatch(state::startsWith))
                || Cause.chain(failure).anyMatch(StoreOutage::wasTakenAway);
    }

    /** The pool closed its connection after an earlier statement on it had found the store gone. */
    private static boolean wasTakenAway(Throwable cause) {
        return cause instanceof SQLException refused
                && refused.getSQLState() == null
                && CLOSED.equals(refused.getMessage());
    }

    private static Stream<String> states(Throwable failure) {
        return Cause.chain(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> String.valueOf(((SQLException) cause).getSQLState()));
    }
}
