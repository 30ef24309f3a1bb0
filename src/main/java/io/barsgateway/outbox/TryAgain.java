package io.barsgateway.outbox;

import java.time.Duration;

/** A failure that may pass: the work is tried again later. Its words hold ids and codes only. */
public final class TryAgain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration notBefore;

    public TryAgain(String reason) {
        this(reason, Duration.ZERO);
    }

    /** The other side says how long it wants to be left alone. */
    public TryAgain(String reason, Duration notBefore) {
        super(reason);
        this.notBefore = notBefore;
    }

    public TryAgain(String reason, Throwable cause) {
        super(reason, cause);
        this.notBefore = Duration.ZERO;
    }

    /** How long the other side wants to be left alone; zero where it does not say. */
    public Duration notBefore() {
        return notBefore;
    }
}
