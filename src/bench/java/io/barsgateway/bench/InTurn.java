package io.barsgateway.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs kinds of load in turn, so that what the machine does meanwhile meets each; every second time in the other order. */
final class InTurn {

    private final PrintWriter out;
    private final int times;

    /** @param times that each kind is run */
    InTurn(PrintWriter out, int times) {
        this.out = out;
        this.times = times;
    }

    /** One load. */
    interface Turn {
        Outcome run() throws Exception;
    }

    /**
     * Prints each outcome, then the medians.
     *
     * @param kinds by name, in the order of the table
     */
    Medians run(Map<String, Turn> kinds) throws Exception {
        Medians medians = new Medians(kinds.keySet());
        List<String> order = new ArrayList<>(kinds.keySet());
        for (int time = 0; time < times; time++) {
            for (String kind : order) {
                Outcome outcome = Objects.requireNonNull(kinds.get(kind)).run();
                medians.add(kind, outcome);
                out.println(kind + ": " + outcome);
            }
            Collections.reverse(order);
        }
        out.println(medians);
        return medians;
    }
}
