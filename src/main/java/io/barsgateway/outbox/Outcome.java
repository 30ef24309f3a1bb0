package io.barsgateway.outbox;

/** What an attempt says of the neighbour that it was for. */
public enum Outcome {
    /** It answers, whatever it says of this message. */
    WELL,
    /** It did not answer, or asked for patience. */
    FAILED,
    /** Its URL or its credentials are wrong, or something in the path is. */
    SET_UP,
    /** Nothing: the failure was ours or the store's. */
    NOTHING
}
