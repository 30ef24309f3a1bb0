package io.barsgateway.outbox;

/** A failure that may pass: the work is tried again later. Its words hold ids and codes only. */
public final class TryAgain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TryAgain(String reason) {
        super(reason);
    }

    public TryAgain(String reason, Throwable cause) {
        super(reason, cause);
    }
}
