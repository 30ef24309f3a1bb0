package io.barsgateway.bench;

/**
 * What one message costs.
 *
 * @param gateway milliseconds of processor time of the gateway
 * @param store milliseconds of processor time of PostgreSQL
 * @param own milliseconds of processor time of the benchmark
 * @param allocated bytes on the gateway's heap
 * @param statements executed by PostgreSQL
 * @param flushes of its log to the disk
 * @param log bytes of its log
 * @param kept bytes by which its database grew
 */
record Cost(
        double gateway,
        double store,
        double own,
        double allocated,
        double statements,
        double commits,
        double flushes,
        double log,
        double kept) {

    @Override
    public String toString() {
        return "%.2f ms of processor time of the gateway, %.2f of PostgreSQL, %.2f of the benchmark; %,.0f bytes allocated; %.1f statements, %.1f commits, %.2f fsyncs, %,.0f bytes of WAL, %,.0f bytes kept"
                .formatted(gateway, store, own, allocated, statements, commits, flushes, log, kept);
    }
}
