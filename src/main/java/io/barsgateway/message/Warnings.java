package io.barsgateway.message;

import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of thing that is odd and harmless in a message is told in, each with the path of its element. A message may hold
 * thousands: after twenty only their number is told.
 */
final class Warnings {

    private static final int MOST = 20;

    private final String kind;
    private final List<String> told = new ArrayList<>();

    /** @param kind of many, in words */
    Warnings(String kind) {
        this.kind = kind;
    }

    void add(String warning) {
        told.add(warning);
    }

    List<String> all() {
        if (told.size() <= MOST) {
            return List.copyOf(told);
        }
        List<String> all = new ArrayList<>(told.subList(0, MOST));
        all.add("and " + (told.size() - MOST) + " more " + kind);
        return all;
    }
}
