package io.barsgateway.bench;

import java.sql.Connection;
import java.util.List;

/**
 * What has been used so far.
 *
 * @param gateways seconds of processor time, of all of them
 * @param store seconds of processor time of their PostgreSQL
 * @param own seconds of processor time of the benchmark itself
 * @param allocated bytes, by the gateways
 */
record Used(double gateways, double store, double own, long allocated, StoreCounts counts) {

    /** @param gateways on one PostgreSQL, which is the first one's */
    static Used of(List<BenchGateway> gateways) throws Exception {
        long allocated = 0;
        for (BenchGateway gateway : gateways) {
            allocated += gateway.allocated();
        }
        BenchGateway first = gateways.get(0);
        try (Connection store = first.store()) {
            return new Used(
                    Usage.of(gateways.stream().map(BenchGateway::pid).toList()).seconds(),
                    first.storeUsage().seconds(),
                    Usage.of(List.of(ProcessHandle.current().pid())).seconds(),
                    allocated,
                    StoreCounts.of(store));
        }
    }

    /** What one of so many messages has used since then. */
    Cost since(Used before, int messages) {
        double many = Math.max(1, messages);
        return new Cost(
                (gateways - before.gateways) * 1000 / many,
                (store - before.store) * 1000 / many,
                (own - before.own) * 1000 / many,
                (allocated - before.allocated) / many,
                (counts.statements() - before.counts.statements()) / many,
                (counts.commits() - before.counts.commits()) / many,
                (counts.flushes() - before.counts.flushes()) / many,
                (counts.log() - before.counts.log()) / many,
                (counts.size() - before.counts.size()) / many);
    }
}
