package io.barsgateway.edge.request;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The requests that wait for a worker. It measures how fast the line moves, and lets nobody join who would wait for more than
 * half of the time that a request has: told 429 at once, a Sender tries again; told 408, it has lost five seconds.
 */
public final class WaitingLine {

    /** How many of the last to leave the line say how fast it moves. */
    private static final int LAST = 8;

    private final long longest;
    private final LongSupplier nanos;
    private int waiting;
    private double perPlace;

    /** @param answerTimeout zero for none, and then everybody may join */
    public WaitingLine(Duration answerTimeout, LongSupplier nanos) {
        this.longest = answerTimeout.toNanos() / 2;
        this.nanos = nanos;
    }

    /** A place in the line. */
    final class Place {

        private final int ahead;
        private final long since;

        private Place(int ahead, long since) {
            this.ahead = ahead;
            this.since = since;
        }

        /** A worker has taken it, or it is given up. */
        void leave() {
            left(this);
        }
    }

    /** Whether one more would be begun in time. Where nobody waits one may always try, so that a line is measured again. */
    synchronized boolean isOpen() {
        return longest == 0 || waiting == 0 || perPlace * (waiting + 1) <= longest;
    }

    /** How many requests wait. */
    public synchronized int length() {
        return waiting;
    }

    synchronized Place join() {
        return new Place(waiting++, nanos.getAsLong());
    }

    private synchronized void left(Place place) {
        waiting--;
        double measured = (double) (nanos.getAsLong() - place.since) / (place.ahead + 1);
        perPlace += (measured - perPlace) / LAST;
    }
}
