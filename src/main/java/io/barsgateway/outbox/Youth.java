package io.barsgateway.outbox;

import java.time.Duration;

/**
 * How long something is young. By two clocks, since each has its own blindness: one stands still while a machine is suspended, the other is
 * set.
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
