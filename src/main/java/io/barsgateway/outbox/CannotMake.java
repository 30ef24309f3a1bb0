package io.barsgateway.outbox;

/**
 * What the local system wants cannot be made of a message: its original goes to the fallback of its service where there is one, else
 * the work is set aside for a person, with these words. They quote nothing of the message.
 */
public final class CannotMake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotMake(String reason) {
        super(reason);
    }
}
