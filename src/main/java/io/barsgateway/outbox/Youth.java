package io.barsgateway.outbox;

import java.time.Duration;

/**
 * Whether something began only a moment ago. Two clocks are asked: one stops while a machine is suspended, the other may be set.
 *
 * @param began by {@link System#currentTimeMillis}
 * @param beganNanos by {@link System#nanoTime}
 */
public record Youth(long began, long beganNanos, Duration time) {

    /** From now on. */
    public static Youth of(Duration time) {
        return new Youth(System.currentTimeMillis(), System.nanoTime(), time);
    }

    boolean isOver() {
        return isOver(System.currentTimeMillis(), System.nanoTime());
    }

    boolean isOver(long now, long nowNanos) {
        return nowNanos - beganNanos >= time.toNanos() || now < began || now - began >= time.toMillis();
    }
}
