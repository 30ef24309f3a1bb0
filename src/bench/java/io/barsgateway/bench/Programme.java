package io.barsgateway.bench;

/** What one call of the benchmark measures and prints. */
interface Programme {
    void run() throws Exception;
}
