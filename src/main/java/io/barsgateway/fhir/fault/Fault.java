package io.barsgateway.fhir.fault;

import java.util.List;

/**
 * Stops a route. Its words are answered to the caller, so they name the rule and where it broke, and never hold patient
 * data, secrets or internals. Where several rules are broken, the first decides the status.
 */
public final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Issue> issues;

    public Fault(FaultCode code, String diagnostics) {
        super(diagnostics);
        this.issues = List.of(new Issue(code, diagnostics));
    }

    /** Keeps what went wrong underneath for our log; only the diagnostics are ever answered. */
    public Fault(FaultCode code, String diagnostics, Throwable cause) {
        super(diagnostics, cause);
        this.issues = List.of(new Issue(code, diagnostics));
    }

    /** Several at once, the decisive one first, since that is all a Sender's software reads. */
    public Fault(List<Issue> issues) {
        super(issues.get(0).diagnostics());
        this.issues = List.copyOf(issues);
    }

    /** Of the first issue. */
    public FaultCode code() {
        return issues.get(0).code();
    }

    /** What is answered in {@code OperationOutcome.issue.diagnostics}, of the first issue. */
    public String diagnostics() {
        return String.valueOf(getMessage());
    }

    /** At least one. */
    public List<Issue> issues() {
        return issues;
    }
}
