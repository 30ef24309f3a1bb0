package io.barsgateway.operate.metrics;

/** A part of the gateway that is read when a monitor asks. */
@FunctionalInterface
interface Measured {

    /** Adds what is so now, from memory: nothing is waited for. */
    void measure(Readings readings);
}
