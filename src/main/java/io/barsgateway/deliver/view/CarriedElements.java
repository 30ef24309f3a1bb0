package io.barsgateway.deliver.view;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;

/** The elements of one message that went into its view. Each is known by itself: another one with the same value is another one. */
final class CarriedElements {

    private final Set<Base> elements = Collections.newSetFromMap(new IdentityHashMap<>());

    void add(Base element) {
        elements.add(element);
    }

    boolean holds(Base element) {
        return elements.contains(element);
    }
}
