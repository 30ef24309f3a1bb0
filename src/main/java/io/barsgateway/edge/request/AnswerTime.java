package io.barsgateway.edge.request;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is still to be answered by its route, or was told 408 because its time ran out; decided once. With it goes what the
 * caller heard.
 */
public final class AnswerTime {

    private enum State {
        RUNNING,
        ANSWERED,
        LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final HeardAnswer heard;

    public AnswerTime(HeardAnswer heard) {
        this.heard = heard;
    }

    /** The answer that the caller heard in the end, for the audit. */
    public HeardAnswer heard() {
        return heard;
    }

    /** Takes the right to answer. False where the caller has been told 408, and hears nothing more of this request. */
    public boolean answer() {
        return state.compareAndSet(State.RUNNING, State.ANSWERED) || state.get() == State.ANSWERED;
    }

    /** The route has come to its end, answered or not. */
    public void over() {
        over.complete(null);
    }

    void whenOver(Runnable action) {
        over.thenRun(action);
    }

    boolean isLate() {
        return state.get() == State.LATE;
    }

    /** Takes the right to answer from the route; false where it has answered. */
    boolean end() {
        return state.compareAndSet(State.RUNNING, State.LATE);
    }
}
