package io.barsgateway.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is known of one neighbour. Times are of {@link System#nanoTime}.
 *
 * @param failures in a row
 * @param trouble why it has one attempt at a time, for operators; empty while it has its full share
 * @param nextTry when the next attempt may begin, while there is trouble
 * @param inside the leases of the attempts that are under way, and when each lapses
 */
record Lane(int failures, String trouble, long nextTry, Map<UUID, Long> inside) {

    static final Lane EMPTY = new Lane(0, "", 0, Map.of());

    Lane {
        inside = Map.copyOf(inside);
    }

    boolean isTroubled() {
        return !trouble.isEmpty();
    }

    /** Whether anything has gone wrong since it last went well. */
    boolean isDoubtful() {
        return failures > 0;
    }

    int size() {
        return inside.size();
    }

    Lane entered(UUID lease, long lapses) {
        Map<UUID, Long> more = new HashMap<>(inside);
        more.put(lease, lapses);
        return new Lane(failures, trouble, nextTry, more);
    }

    Lane left(UUID lease) {
        Map<UUID, Long> fewer = new HashMap<>(inside);
        fewer.remove(lease);
        return new Lane(failures, trouble, nextTry, fewer);
    }

    /** Without attempts whose lease has lapsed: they come to nothing any more. */
    Lane at(long now) {
        if (inside.values().stream().noneMatch(lapses -> lapses - now < 0)) {
            return this;
        }
        Map<UUID, Long> current = new HashMap<>(inside);
        current.values().removeIf(lapses -> lapses - now < 0);
        return new Lane(failures, trouble, nextTry, current);
    }

    Lane wentWell() {
        return new Lane(0, "", 0, inside);
    }

    Lane failed() {
        return new Lane(failures + 1, trouble, nextTry, inside);
    }

    /** From now on one attempt at a time, the next after that wait. */
    Lane troubled(String why, long now, Duration wait) {
        return new Lane(failures, why, now + wait.toNanos(), inside);
    }
}
