package io.barsgateway.deliver.view;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.PrimitiveType;

/** The elements of one message that went into its view. Each is known by itself: another one with the same value is another one. */
final class CarriedElements {

    /** Characters that a view may repeat; the largest published message repeats some thousands. */
    private static final long MOST_REPEATED = 1_000_000;

    /** What stands around each value, in characters: its name, and the object that it may be alone in. */
    private static final int AROUND = 20;

    private final Set<Base> elements = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicLong repeated = new AtomicLong();

    void add(Base element) {
        elements.add(element);
    }

    boolean holds(Base element) {
        return elements.contains(element);
    }

    /**
     * Whether the value of an element may be written. Once it always may. An organisation is written wherever a reference leads to it, so
     * that a large one which thousands lead to would fill the memory: its values are then left out where they would only be said again.
     */
    boolean mayWrite(PrimitiveType<?> element) {
        return !holds(element)
                || repeated.addAndGet(AROUND + element.getValueAsString().length()) <= MOST_REPEATED;
    }
}
