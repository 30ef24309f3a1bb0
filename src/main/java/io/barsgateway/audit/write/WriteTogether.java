package io.barsgateway.audit.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Gathers the values that several threads write at the same moment: one thread writes all of them in one commit, while the others wait for
 * it. A thread that is alone writes at once. Where the common write fails, each value is written by itself, so that one bad value fails no
 * other.
 */
public final class WriteTogether<T> {

    private static final int MOST = 100;

    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Consumer<List<T>> writer;

    /** @param writer writes all of a list, in one commit */
    public WriteTogether(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    /** A value that waits to be written; {@code written} completes once it is, or has failed. */
    private record Waiting<T>(T value, CompletableFuture<Void> written) {}

    /** Returns once it is written, and throws what the writing of it threw. */
    public void write(T value) {
        Waiting<T> own = new Waiting<>(value, new CompletableFuture<>());
        waiting.add(own);
        writing.lock();
        try {
            while (!own.written().isDone()) {
                writeSome();
            }
        } finally {
            writing.unlock();
        }
        try {
            own.written().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** How many values wait while another thread writes. */
    int gathered() {
        return waiting.size();
    }

    private void writeSome() {
        List<Waiting<T>> some = new ArrayList<>();
        Waiting<T> next = waiting.poll();
        while (next != null) {
            some.add(next);
            next = some.size() < MOST ? waiting.poll() : null;
        }
        try {
            writer.accept(some.stream().map(Waiting::value).toList());
            some.forEach(one -> one.written().complete(null));
        } catch (RuntimeException | Error e) {
            if (some.size() == 1 || e instanceof Error) {
                some.forEach(one -> one.written().completeExceptionally(e));
            } else {
                some.forEach(this::writeAlone);
            }
        }
    }

    private void writeAlone(Waiting<T> one) {
        try {
            writer.accept(List.of(one.value()));
            one.written().complete(null);
        } catch (RuntimeException | Error e) {
            one.written().completeExceptionally(e);
        }
    }
}
