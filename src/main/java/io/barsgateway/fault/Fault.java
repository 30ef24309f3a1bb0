package io.barsgateway.fault;

/**
 * Stops a route. Its words are answered to the caller, so they name the rule and where it broke, and never hold patient
 * data, secrets or internals.
 */
public final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FaultCode code;

    public Fault(FaultCode code, String diagnostics) {
        super(diagnostics);
        this.code = code;
    }

    /** Keeps what went wrong underneath for our log; only the diagnostics are ever answered. */
    public Fault(FaultCode code, String diagnostics, Throwable cause) {
        super(diagnostics, cause);
        this.code = code;
    }

    public FaultCode code() {
        return code;
    }

    /** What is answered in {@code OperationOutcome.issue.diagnostics}. */
    public String diagnostics() {
        return String.valueOf(getMessage());
    }
}
