package io.barsgateway.outbox;

/** A failure that another attempt would only repeat: the work is set aside for a person, with these words. */
public final class CannotSucceed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotSucceed(String reason) {
        super(reason);
    }
}
