package io.barsgateway.deliver.address;

import io.barsgateway.outbox.Work;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Whether a destination takes other messages while it refuses one: only then is a refusal about that message. It is known since the
 * start of this process; until it is known again, a refusal counts as a fault of the set-up.
 */
@Component
public final class TakenBefore {

    private static final int REMEMBERED = 10_000;

    private final Map<Destination, Long> taken = new HashMap<>();
    private final Map<Long, Long> takenWhenRefused = new LinkedHashMap<>();

    public synchronized void took(Destination destination, Work work) {
        taken.merge(destination, 1L, Long::sum);
        takenWhenRefused.remove(work.id());
    }

    /** That it refuses this one now; whether it has taken another since it first did. */
    public synchronized boolean takesOthers(Destination destination, Work work) {
        long now = taken.getOrDefault(destination, 0L);
        Long before = takenWhenRefused.putIfAbsent(work.id(), now);
        if (takenWhenRefused.size() > REMEMBERED) {
            takenWhenRefused.remove(takenWhenRefused.keySet().iterator().next());
        }
        return before != null && now > before;
    }
}
