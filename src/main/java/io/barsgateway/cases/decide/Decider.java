package io.barsgateway.cases.decide;

/** Who decides on a message before it is answered. */
public enum Decider {
    /** Nobody: it is accepted first. */
    NOBODY,
    /** The slot diary. */
    DIARY,
    /** The local system, asked inside the deadline. */
    LOCAL_SYSTEM
}
