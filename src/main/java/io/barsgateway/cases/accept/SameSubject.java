package io.barsgateway.cases.accept;

import java.util.List;

/**
 * A message is about what we hold, as far as it says.
 *
 * @param warnings what changed about the patient and may be right: rules only, no value; empty where nothing did
 */
public record SameSubject(List<String> warnings) {

    static final SameSubject NOTHING_ODD = new SameSubject(List.of());

    public SameSubject {
        warnings = List.copyOf(warnings);
    }
}
