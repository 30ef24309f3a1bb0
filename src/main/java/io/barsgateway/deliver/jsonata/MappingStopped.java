package io.barsgateway.deliver.jsonata;

/** Ends an expression that runs. */
public final class MappingStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Mistake mistake;
    private final String detail;

    public MappingStopped(Mistake mistake) {
        this(mistake, "");
    }

    /** @param detail which table, which code and the like, safe to be logged; empty where nothing more is to be said */
    public MappingStopped(Mistake mistake, String detail) {
        super(mistake.words());
        this.mistake = mistake;
        this.detail = detail;
    }

    public Mistake mistake() {
        return mistake;
    }

    public String detail() {
        return detail;
    }
}
