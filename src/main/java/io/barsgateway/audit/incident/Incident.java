package io.barsgateway.audit.incident;

import io.barsgateway.audit.watch.Alarms.Raised;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One alarm from its beginning to its end, whichever gateways raise it.
 *
 * @param count how many things it is about, or how often it was raised
 * @param owner who has taken it, or planned it; empty while nobody has
 * @param told when it was last told
 * @param escalated when it was first told to the second address
 * @param stored whether the store has it
 */
public record Incident(
        UUID id,
        String subject,
        String words,
        Instant began,
        Instant seen,
        long count,
        @Nullable Instant ended,
        String owner,
        @Nullable Instant told,
        @Nullable Instant escalated,
        boolean stored) {

    /** One that begins with this alarm. */
    static Incident of(UUID id, Raised raised) {
        return new Incident(
                id,
                raised.subject(),
                raised.words(),
                raised.began(),
                raised.seen(),
                raised.count(),
                null,
                raised.owner(),
                null,
                null,
                false);
    }

    /**
     * Whether a person means it to be so and nobody was ever told of it: nobody is to be called. Any other incident is told before
     * anybody can take it.
     */
    boolean isPlanned() {
        return isTaken() && told == null;
    }

    boolean isTaken() {
        return !owner.isEmpty();
    }

    /** The same, as this gateway sees it now; what a person means to be so is theirs, whosever it was before. */
    Incident as(Raised raised) {
        return new Incident(
                id,
                subject,
                raised.words(),
                began,
                raised.seen(),
                Math.max(count, raised.count()),
                ended,
                raised.owner().isEmpty() ? owner : raised.owner(),
                told,
                escalated,
                stored);
    }

    Incident endedAt(Instant end) {
        return new Incident(id, subject, words, began, seen, count, end, owner, told, escalated, stored);
    }

    Incident toldAt(Instant now) {
        return new Incident(id, subject, words, began, seen, count, ended, owner, now, escalated, stored);
    }

    Incident escalatedAt(Instant now) {
        return new Incident(id, subject, words, began, seen, count, ended, owner, told, now, stored);
    }

    Incident inStore() {
        return new Incident(id, subject, words, began, seen, count, ended, owner, told, escalated, true);
    }
}
