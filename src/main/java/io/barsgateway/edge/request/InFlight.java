package io.barsgateway.edge.request;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many requests are being processed; a stopping listener waits here until there are none. */
public final class InFlight {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicBoolean draining = new AtomicBoolean();
    private int count;
    private int working;

    public void begin() {
        change(1);
    }

    public void end() {
        change(-1);
    }

    /** A whole request goes to its route. */
    void work() {
        changeWorking(1);
    }

    /** Its route has come to its end, whoever still listens. */
    void rest() {
        changeWorking(-1);
    }

    /** How many requests wait for a route or are in one; one whose body is still on its way is not among them. */
    public int working() {
        lock.lock();
        try {
            return working;
        } finally {
            lock.unlock();
        }
    }

    public boolean isDraining() {
        return draining.get();
    }

    /** From now on each answer is the last of its connection. */
    public void beginDraining() {
        draining.set(true);
    }

    /** Waits until nothing is in flight, and says how many requests were left when the time ran out. */
    public int drain(Duration limit) throws InterruptedException {
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

    private void changeWorking(int by) {
        lock.lock();
        try {
            working += by;
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
