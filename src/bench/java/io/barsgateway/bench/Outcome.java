package io.barsgateway.bench;

/**
 * What one load of a gateway has shown.
 *
 * @param measured of the answers; it lasted until all that was accepted was delivered
 * @param undelivered that were accepted and not delivered in time
 * @param usage of the gateway's processes at its end
 */
record Outcome(Measured measured, Cost cost, int undelivered, Usage usage) {

    private static final double MOST_OF_THE_MACHINE = 0.25;

    /** The part of the machine, 0 to 1, that the benchmark itself took. */
    double ownShare() {
        return cost.own() * measured.rate() / 1000 / Runtime.getRuntime().availableProcessors();
    }

    @Override
    public String toString() {
        String own = ownShare() > MOST_OF_THE_MACHINE
                ? "%n  the benchmark itself used %.0f %% of the machine: the gateway can do more".formatted(ownShare() * 100)
                : "";
        return "%s; %d not delivered%n  a message: %s%n  memory: gateway %,d MB%s"
                .formatted(measured, undelivered, cost, usage.megabytes(), own);
    }
}
