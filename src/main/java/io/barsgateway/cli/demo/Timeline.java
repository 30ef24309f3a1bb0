package io.barsgateway.cli.demo;

import java.util.Locale;

/** A conversation as it is told: a line for each thing that happened, with the seconds since it began. */
final class Timeline {

    private static final double NANOS = 1_000_000_000.0;

    private final long start = System.nanoTime();

    void tell(String who, String what) {
        System.out.printf(Locale.ROOT, "%6.2f s  %-12s  %s%n", (System.nanoTime() - start) / NANOS, who, what);
    }
}
