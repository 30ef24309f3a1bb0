package io.barsgateway.operate.metrics;

/** A part of the gateway that is read when a monitor asks. */
@FunctionalInterface
interface Measured {

    /** Adds the figures of this moment, from memory: it waits for nothing. */
    void measure(Readings readings);
}
