package io.barsgateway.bench;

import java.time.Duration;
import java.util.List;

/** What one load has shown: how many were answered 200, how many were not, and how long each of the first took. */
record Measured(List<Long> nanos, int refused, Duration lasted) {

    Measured {
        nanos = nanos.stream().sorted().toList();
    }

    int count() {
        return nanos.size();
    }

    /** Messages in a second. */
    double rate() {
        return count() * 1e9 / lasted.toNanos();
    }

    /** The same, where what belongs to it took longer. */
    Measured lasting(Duration whole) {
        return new Measured(nanos, refused, whole);
    }

    /** In milliseconds, the time within which that share (0 to 1) was answered; 0 where nothing was. */
    double within(double share) {
        if (nanos.isEmpty()) {
            return 0;
        }
        int at = (int) Math.ceil(share * nanos.size()) - 1;
        return nanos.get(Math.max(0, at)) / 1e6;
    }

    @Override
    public String toString() {
        return "%,.0f/s; p50 %.1f, p90 %.1f, p99 %.1f, max %.0f ms; %,d answered 200, %d errors"
                .formatted(rate(), within(0.5), within(0.9), within(0.99), within(1), count(), refused);
    }
}
