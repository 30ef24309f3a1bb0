package io.barsgateway.outbox.lane;

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
 * @param inside the leases of the attempts that are under way
 * @param pace of its answers; unknown where the last attempt failed
 */
record Lane(int failures, String trouble, long nextTry, Map<UUID, Stay> inside, Pace pace) {

    static final Lane EMPTY = new Lane(0, "", 0, Map.of(), Pace.UNKNOWN);

    /** So long after its last answer its pace says nothing any more. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    Lane {
        inside = Map.copyOf(inside);
    }

    /**
     * One attempt.
     *
     * @param answered whether the neighbour has answered, so that it is busy with it no more
     */
    record Stay(long began, long lapses, boolean answered) {}

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

    /** The attempts that the neighbour is busy with. */
    int unanswered() {
        return (int) inside.values().stream().filter(stay -> !stay.answered()).count();
    }

    /** An attempt begins, or its lease begins anew. */
    Lane entered(UUID lease, long now, long lapses) {
        Map<UUID, Stay> more = new HashMap<>(inside);
        more.merge(
                lease,
                new Stay(now, lapses, false),
                (before, renewed) -> new Stay(before.began(), lapses, before.answered()));
        return new Lane(failures, trouble, nextTry, more, pace);
    }

    /** The neighbour has answered well; what became of it is still to be written. */
    Lane answered(UUID lease, long now) {
        Stay stay = inside.get(lease);
        if (stay == null || stay.answered()) {
            return this;
        }
        Map<UUID, Stay> same = new HashMap<>(inside);
        same.put(lease, new Stay(stay.began(), stay.lapses(), true));
        return new Lane(failures, trouble, nextTry, same, pace.answered(now - stay.began(), now));
    }

    /**
     * Whether so many more would have their turn within that time: its pace is fast enough, and no attempt has waited for its answer for
     * as long as that.
     */
    boolean isQuick(int attempts, Duration time, int atOnce, int workers, long now) {
        boolean waits =
                inside.values().stream().anyMatch(stay -> !stay.answered() && now - stay.began() > time.toNanos());
        return !waits && pace.allows(attempts, time, atOnce, workers);
    }

    /** Whether nothing is under way and nothing has gone wrong. */
    boolean isIdle() {
        return inside.isEmpty() && failures == 0 && trouble.isEmpty();
    }

    /** Whether there is nothing to know of it any more. */
    boolean isForgotten(long now) {
        return isIdle() && (pace.equals(Pace.UNKNOWN) || now - pace.last() > REMEMBERED.toNanos());
    }

    Lane left(UUID lease, long now) {
        Stay stay = inside.get(lease);
        if (stay == null) {
            return this;
        }
        Map<UUID, Stay> fewer = new HashMap<>(inside);
        fewer.remove(lease);
        return new Lane(failures, trouble, nextTry, fewer, stay.answered() ? pace.written(now - stay.began()) : pace);
    }

    /** Without attempts whose lease has lapsed: they come to nothing any more. */
    Lane at(long now) {
        if (inside.values().stream().noneMatch(stay -> stay.lapses() - now < 0)) {
            return this;
        }
        Map<UUID, Stay> current = new HashMap<>(inside);
        current.values().removeIf(stay -> stay.lapses() - now < 0);
        return new Lane(failures, trouble, nextTry, current, pace);
    }

    Lane wentWell() {
        return new Lane(0, "", 0, inside, pace);
    }

    Lane failed() {
        return new Lane(failures + 1, trouble, nextTry, inside, Pace.UNKNOWN);
    }

    /** From now on one attempt at a time, the next after that wait. */
    Lane troubled(String why, long now, Duration wait) {
        return new Lane(failures, why, now + wait.toNanos(), inside, Pace.UNKNOWN);
    }
}
