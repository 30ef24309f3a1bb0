package io.barsgateway.audit.watch;

/** What can be done with the store, in the words of {@code GET /health}. */
public enum StoreState {
    ANSWERS("answers"),

    /** It can be asked and keeps nothing new: its disk is full, it is read-only, or it has no means to go on. */
    CANNOT_WRITE("cannot write"),

    DOES_NOT_ANSWER("does not answer");

    private final String words;

    StoreState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
