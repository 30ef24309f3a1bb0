package io.barsgateway.edge;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;

/**
 * The memory that all documents being worked at once may take together: a share of the heap. Whoever wants more than is
 * left gets none, and its caller hears 503. A quarter is kept for small requests, so that a few large ones never stop the many.
 */
public final class WorkingMemory {

    /** A request of less than this part of it is small: with a heap of 512 MB 1.3 MB, twice what the largest published message takes. */
    private static final int SMALL = 128;

    private final long most;
    private long taken;

    /** @param most bytes */
    public WorkingMemory(long most) {
        this.most = most;
    }

    /**
     * The part of one request, which begins with nothing.
     *
     * @param expected bytes that it will take at least; one that will be large is not small while it grows
     */
    public Portion begin(long expected) {
        return new Portion(expected);
    }

    /** How many bytes are in use. */
    public synchronized long taken() {
        return taken;
    }

    private synchronized boolean take(long bytes, long size) {
        long limit = size > most / SMALL ? most / 4 * 3 : most;
        if (taken + bytes > limit) {
            return false;
        }
        taken += bytes;
        return true;
    }

    private synchronized void back(long bytes) {
        taken -= bytes;
    }

    /** What one request has taken; given back once, whatever became of the request. */
    public final class Portion {

        private final long expected;
        private long size;
        private boolean over;

        private Portion(long expected) {
            this.expected = expected;
        }

        /** False where the bytes are not there; what was taken before stays taken. */
        public synchronized boolean grow(long bytes) {
            if (over || !take(bytes, Math.max(expected, size + bytes))) {
                return false;
            }
            size += bytes;
            return true;
        }

        /** The same for a step: what finds no room is answered 503, and its Sender tries again. */
        public void need(long bytes) {
            if (!grow(bytes)) {
                throw new Fault(FaultCode.UNAVAILABLE, "Too many large documents are being processed at the moment");
            }
        }

        /** Twice does nothing. */
        public synchronized void giveBack() {
            if (!over) {
                over = true;
                back(size);
            }
        }
    }
}
