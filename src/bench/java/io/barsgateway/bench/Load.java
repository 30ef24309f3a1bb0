package io.barsgateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** Many connections that each do the same thing over and over, as fast as they can or at a pace. */
final class Load {

    private Load() {}

    /** One connection: each call is one message, and says whether it was taken. */
    interface Sender extends AutoCloseable {
        boolean send() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /** Makes one connection. */
    interface Opening {
        Sender open() throws Exception;
    }

    /** As many as fit into that time. */
    static Measured closed(int connections, Duration time, Opening opening) throws Exception {
        return paced(connections, time, 0, opening);
    }

    /**
     * Starts that many in a second, of all connections together; the time of each is counted from when it was due, so that a stall
     * counts for all that waited in it.
     *
     * @param rate messages in a second; 0 for as many as fit
     */
    static Measured paced(int connections, Duration time, double rate, Opening opening) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long gap = rate == 0 ? 0 : (long) (connections * 1e9 / rate);
        return run(connections, gap, due -> System.nanoTime() < end && due < end, opening);
    }

    /** So many, as fast as they can be. */
    static Measured counted(int connections, int messages, Opening opening) throws Exception {
        AtomicInteger left = new AtomicInteger(messages);
        return run(connections, 0, due -> left.getAndDecrement() > 0, opening);
    }

    /** Time begins once every connection stands. */
    private static Measured run(int connections, long gap, LongPredicate goesOn, Opening opening) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Sender> senders = new ArrayList<>();
        try {
            Callable<Sender> open = opening::open;
            senders.addAll(together(threads, Collections.nCopies(connections, open)));
            long begun = System.nanoTime();
            List<Callable<Part>> parts = new ArrayList<>();
            for (Sender sender : senders) {
                long first = begun + gap * parts.size() / connections;
                parts.add(() -> part(sender, first, gap, goesOn));
            }
            List<Long> all = new ArrayList<>();
            int refused = 0;
            for (Part part : together(threads, parts)) {
                all.addAll(part.nanos());
                refused += part.refused();
            }
            return new Measured(all, refused, Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            threads.shutdownNow();
            for (Sender sender : senders) {
                sender.close();
            }
        }
    }

    private static <T> List<T> together(ExecutorService threads, List<? extends Callable<T>> all) throws Exception {
        List<T> done = new ArrayList<>();
        for (Future<T> one : threads.invokeAll(all)) {
            try {
                done.add(one.get());
            } catch (ExecutionException e) {
                throw new IOException("A connection of the load failed: " + e.getCause(), e);
            }
        }
        return done;
    }

    /** What one connection has seen. */
    private record Part(List<Long> nanos, int refused) {}

    private static Part part(Sender sender, long first, long gap, LongPredicate goesOn) throws Exception {
        List<Long> nanos = new ArrayList<>();
        int refused = 0;
        for (long due = first; goesOn.test(due); due += gap) {
            for (long wait = due - System.nanoTime(); gap > 0 && wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long from = gap > 0 ? due : System.nanoTime();
            if (sender.send()) {
                nanos.add(System.nanoTime() - from);
            } else {
                refused++;
            }
        }
        return new Part(nanos, refused);
    }
}
