package io.barsgateway.bench;

import java.util.function.ToDoubleFunction;

/** A figure of an outcome that two kinds of load are compared by. */
enum Figure {
    RATE("messages a second", outcome -> outcome.measured().rate()),
    HALF_WITHIN("p50, ms", outcome -> outcome.measured().within(0.5)),
    MOST_WITHIN("p99, ms", outcome -> outcome.measured().within(0.99)),
    GATEWAY("ms of processor time of the gateway", outcome -> outcome.cost().gateway()),
    STORE("ms of processor time of PostgreSQL", outcome -> outcome.cost().store()),
    ALLOCATED("bytes allocated", outcome -> outcome.cost().allocated()),
    STATEMENTS("statements", outcome -> outcome.cost().statements()),
    COMMITS("commits", outcome -> outcome.cost().commits()),
    FLUSHES("fsyncs", outcome -> outcome.cost().flushes()),
    LOG("bytes of WAL", outcome -> outcome.cost().log()),
    KEPT("bytes kept", outcome -> outcome.cost().kept()),
    MEMORY("MB of memory at the end", outcome -> outcome.usage().megabytes());

    private final String label;
    private final ToDoubleFunction<Outcome> value;

    Figure(String label, ToDoubleFunction<Outcome> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    double of(Outcome outcome) {
        return value.applyAsDouble(outcome);
    }
}
