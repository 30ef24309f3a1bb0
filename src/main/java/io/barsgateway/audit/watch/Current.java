package io.barsgateway.audit.watch;

/** What holds at this moment: read by any thread, replaced whole, never changed. */
public final class Current<T> {

    private volatile T value;

    public Current(T first) {
        value = first;
    }

    public T get() {
        return value;
    }

    /** From now on that. */
    public void set(T next) {
        value = next;
    }
}
