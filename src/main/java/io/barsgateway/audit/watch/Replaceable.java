package io.barsgateway.audit.watch;

/**
 * A value that any thread may read and that is replaced whole, never changed. An AtomicReference that is never null: the
 * compile-time check for null takes the JDK's own for one that may be.
 */
public final class Replaceable<T> {

    private volatile T value;

    public Replaceable(T first) {
        value = first;
    }

    public T get() {
        return value;
    }

    /** Every read from now on returns {@code next}. */
    public void set(T next) {
        value = next;
    }
}
