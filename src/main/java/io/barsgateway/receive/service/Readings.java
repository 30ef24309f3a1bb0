package io.barsgateway.receive.service;

import io.barsgateway.receive.service.ServicesProperties.Conformance;
import java.util.EnumMap;
import java.util.Map;

/** How one service reads the standard: each choice, by a setting of its own, else by the conformance of the service. */
public final class Readings {

    private final EnumMap<Choice, Boolean> made;

    private Readings(EnumMap<Choice, Boolean> made) {
        this.made = made;
    }

    /** @param single choices that stand above the conformance */
    public static Readings of(Conformance conformance, Map<Choice, Boolean> single) {
        EnumMap<Choice, Boolean> made = new EnumMap<>(Choice.class);
        for (Choice choice : Choice.values()) {
            made.put(choice, single.getOrDefault(choice, choice.isOf(conformance)));
        }
        return new Readings(made);
    }

    /** Whether they make that choice. */
    public boolean make(Choice choice) {
        return made.getOrDefault(choice, false);
    }
}
