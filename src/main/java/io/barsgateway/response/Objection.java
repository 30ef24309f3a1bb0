package io.barsgateway.response;

import java.util.List;

/** Why a local system's report is not taken: an HTTP status, and what to mend in which field. */
public final class Objection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    /**
     * One thing to mend.
     *
     * @param field JSON pointer, or what the report names
     */
    public record Problem(String field, String message) {}

    Objection(int status, List<Problem> problems) {
        super("status " + status);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    Objection(int status, String field, String message) {
        this(status, List.of(new Problem(field, message)));
    }

    int status() {
        return status;
    }

    List<Problem> problems() {
        return problems;
    }
}
