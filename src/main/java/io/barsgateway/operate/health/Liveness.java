package io.barsgateway.operate.health;

import io.barsgateway.audit.watch.Replaceable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether this process works, whatever it works with: not so where its threads wait for each other, or where the regular look at held
 * work has stood still although each look has an end, also one at a store that does not answer. Both stay so until a restart.
 */
final class Liveness {

    /** Many times what the longest look may take. */
    private static final Duration STANDSTILL = Duration.ofMinutes(5);

    /** Looking at threads stops them all for a moment, and anybody may ask. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(10);

    private final Supplier<Instant> lastLook;
    private final BooleanSupplier deadlock;
    private final Clock clock;
    private final Instant begun;
    private final Replaceable<Threads> threads;

    private record Threads(Instant lookedAt, boolean deadlocked) {}

    /**
     * @param lastLook when the last look at held work ended, well or not
     * @param deadlock whether threads wait for each other
     */
    Liveness(Supplier<Instant> lastLook, BooleanSupplier deadlock, Clock clock) {
        this.lastLook = lastLook;
        this.deadlock = deadlock;
        this.clock = clock;
        begun = clock.instant();
        threads = new Replaceable<>(new Threads(Instant.EPOCH, false));
    }

    /** What a restart would mend; empty where there is nothing. */
    Optional<String> fault() {
        Instant now = clock.instant();
        if (areDeadlocked(now)) {
            return Optional.of("threads wait for each other");
        }
        Instant last = lastLook.get().isAfter(begun) ? lastLook.get() : begun;
        return last.plus(STANDSTILL).isBefore(now)
                ? Optional.of("the regular look at held work stands still")
                : Optional.empty();
    }

    private boolean areDeadlocked(Instant now) {
        Threads last = threads.get();
        if (!last.deadlocked()
                && (last.lookedAt().plus(LOOKED_AT).isBefore(now)
                        || last.lookedAt().isAfter(now))) {
            last = new Threads(now, deadlock.getAsBoolean());
            threads.set(last);
        }
        return last.deadlocked();
    }
}
