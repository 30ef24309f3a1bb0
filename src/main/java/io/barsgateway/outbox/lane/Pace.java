package io.barsgateway.outbox.lane;

import java.time.Duration;

/**
 * How fast a neighbour has answered lately. Times are in nanoseconds, moments of {@link System#nanoTime}.
 *
 * @param answer how long an answer usually takes; 0 where nothing is known
 * @param whole how long an attempt usually takes until the store has written that it is done; 0 where nothing is known
 * @param last when it last answered
 */
record Pace(long answer, long whole, long last) {

    static final Pace UNKNOWN = new Pace(0, 0, 0);

    /** What each new time counts; those before it count the rest. */
    private static final int ONE_EIGHTH = 8;

    Pace answered(long took, long now) {
        return new Pace(after(answer, took), whole, now);
    }

    Pace written(long took) {
        return new Pace(answer, after(whole, took), last);
    }

    private static long after(long usual, long took) {
        long known = Math.max(1, took);
        return usual == 0 ? known : usual + (known - usual) / ONE_EIGHTH;
    }

    /** Whether so many attempts would be answered within that time, so many at once, and written by so many workers. */
    boolean allows(int attempts, Duration time, int atOnce, int workers) {
        return answer > 0
                && answer * attempts <= time.toNanos() * atOnce
                && whole * attempts <= time.toNanos() * workers;
    }
}
