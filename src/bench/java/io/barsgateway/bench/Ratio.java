package io.barsgateway.bench;

/** A figure of the gateway over one that it is held to, with its goal. */
record Ratio(String name, double value, double goal, boolean least) {

    /** Must be that or more. */
    static Ratio atLeast(String name, double value, double goal) {
        return new Ratio(name, value, goal, true);
    }

    /** Must be that or less. */
    static Ratio atMost(String name, double value, double goal) {
        return new Ratio(name, value, goal, false);
    }

    boolean isMet() {
        return least ? value >= goal : value <= goal;
    }

    @Override
    public String toString() {
        return "%-58s %8.3f   goal %s %.3f   %s"
                .formatted(name, value, least ? ">=" : "<=", goal, isMet() ? "met" : "NOT MET");
    }
}
