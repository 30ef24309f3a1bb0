package io.barsgateway.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Takes the next piece of work that an attempt can begin with at once. What would wait for a neighbour's turn or for a worker stays
 * where any gateway finds it.
 */
@Component
public final class ClaimWork {

    private final WorkQueue queue;
    private final Lanes lanes;
    private final ServicePauses pauses;

    ClaimWork(WorkQueue queue, Lanes lanes, ServicePauses pauses) {
        this.pauses = pauses;
        this.queue = queue;
        this.lanes = lanes;
    }

    /**
     * One piece, leased; empty where none is due, or none that has room. Where none has, it looks once more as soon as an attempt is
     * over, so that a lane is never idle while something waits for it.
     *
     * @param every how long that may take at most
     */
    public Optional<Work> next(String kind, Duration lease, Duration every) {
        Optional<Work> found = claim(kind, lease);
        if (found.isPresent()) {
            return found;
        }
        try {
            lanes.awaitLeaving(kind, every);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return claim(kind, lease);
    }

    private Optional<Work> claim(String kind, Duration lease) {
        if (lanes.isFull(kind)) {
            return Optional.empty();
        }
        Optional<Work> found = queue.claim(kind, lanes.of(kind).only(), closed(kind), lease);
        found.ifPresent(work -> lanes.enter(work.place(), lease));
        return found;
    }

    /** Lanes without room, and deliveries to a service that a person has paused. */
    private List<String> closed(String kind) {
        List<String> full = lanes.closed(kind);
        return kind.equals(Work.DELIVER)
                ? Stream.concat(full.stream(), pauses.lanes().stream()).toList()
                : full;
    }
}
