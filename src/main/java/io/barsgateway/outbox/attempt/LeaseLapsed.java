package io.barsgateway.outbox.attempt;

/** An attempt that comes too late: its lease has lapsed, and another may have begun. It ends without a trace. */
public final class LeaseLapsed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLapsed() {
        super("the lease of this attempt has lapsed");
    }
}
