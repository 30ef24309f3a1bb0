package io.barsgateway.deliver.mapping;

/** Ends an expression that runs. */
final class MappingStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Mistake mistake;
    private final String detail;

    MappingStopped(Mistake mistake) {
        this(mistake, "");
    }

    /** @param detail which table, which code and the like, safe to be logged; empty where nothing more is to be said */
    MappingStopped(Mistake mistake, String detail) {
        super(mistake.words());
        this.mistake = mistake;
        this.detail = detail;
    }

    Mistake mistake() {
        return mistake;
    }

    String detail() {
        return detail;
    }
}
