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
 * Gathers what several threads want written at the same moment: one of them writes for all, in one commit, while the others wait for it.
 * Alone, each writes its own at once. Where writing for all fails, each writes its own, so that nobody fails for another's.
 */
public final class WriteTogether<T> {

    private static final int MOST = 100;

    private final Queue<Wish<T>> wishes = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Consumer<List<T>> writer;

    /** @param writer writes all of a list, in one commit */
    public WriteTogether(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    /** @param over completed once it is written, or has failed */
    private record Wish<T>(T value, CompletableFuture<Void> over) {}

    /** Returns once it is written, and throws what the writing of it threw. */
    public void write(T value) {
        Wish<T> own = new Wish<>(value, new CompletableFuture<>());
        wishes.add(own);
        turn.lock();
        try {
            while (!own.over().isDone()) {
                writeSome();
            }
        } finally {
            turn.unlock();
        }
        try {
            own.over().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** How many wait for another's writing to end. */
    int gathered() {
        return wishes.size();
    }

    private void writeSome() {
        List<Wish<T>> some = new ArrayList<>();
        Wish<T> next = wishes.poll();
        while (next != null) {
            some.add(next);
            next = some.size() < MOST ? wishes.poll() : null;
        }
        try {
            writer.accept(some.stream().map(Wish::value).toList());
            some.forEach(wish -> wish.over().complete(null));
        } catch (RuntimeException | Error e) {
            if (some.size() == 1 || e instanceof Error) {
                some.forEach(wish -> wish.over().completeExceptionally(e));
            } else {
                some.forEach(this::writeAlone);
            }
        }
    }

    private void writeAlone(Wish<T> wish) {
        try {
            writer.accept(List.of(wish.value()));
            wish.over().complete(null);
        } catch (RuntimeException | Error e) {
            wish.over().completeExceptionally(e);
        }
    }
}
