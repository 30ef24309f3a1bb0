package io.barsgateway.outbox.attempt;

/** What an attempt says of the neighbour that it was for. */
public enum Outcome {
    /** It answers, whatever it says of this message. */
    WELL("answered"),
    /** It did not answer, or asked for patience. */
    FAILED("failed"),
    /** Its URL or its credentials are wrong, or something in the path is. */
    SET_UP("set-up"),
    /** Nothing: the failure was ours or the store's. */
    NOTHING("none");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** As metrics have it. */
    public String label() {
        return label;
    }
}
