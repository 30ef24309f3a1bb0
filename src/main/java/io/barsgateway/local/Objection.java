package io.barsgateway.local;

import java.util.List;

/** Why a local system's request is not taken: an HTTP status, and what to mend in which field. */
public final class Objection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    /**
     * One thing to mend.
     *
     * @param field JSON pointer, or what the request names
     */
    public record Problem(String field, String message) {}

    public Objection(int status, List<Problem> problems) {
        super("status " + status);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    public Objection(int status, String field, String message) {
        this(status, List.of(new Problem(field, message)));
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    public List<Problem> problems() {
        return problems;
    }
}
