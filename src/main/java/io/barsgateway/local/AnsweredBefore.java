package io.barsgateway.local;

/** A request of the local side came again under the same idempotency key: it hears what it heard the first time. */
public final class AnsweredBefore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String answer;

    public AnsweredBefore(String answer) {
        super("answered before");
        this.answer = answer;
    }

    String answer() {
        return answer;
    }
}
