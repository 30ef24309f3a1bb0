package io.barsgateway.edge.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many requests are being processed; a stopping listener waits here until there are none. */
final class InFlight {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicBoolean draining = new AtomicBoolean();
    private int count;

    void begin() {
        change(1);
    }

    void end() {
        change(-1);
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    boolean isDraining() {
        return draining.get();
    }

    /** Waits until nothing is in flight, and says how many requests were left when the time ran out. */
    int drain(Duration limit) throws InterruptedException {
        draining.set(true);
        long left = limit.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            count += by;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
