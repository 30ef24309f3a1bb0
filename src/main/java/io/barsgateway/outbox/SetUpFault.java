package io.barsgateway.outbox;

/** The answer is about a URL or a credential, not about the work: its lane pauses under an alarm. Its words hold ids and codes only. */
public final class SetUpFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SetUpFault(String reason) {
        super(reason);
    }
}
