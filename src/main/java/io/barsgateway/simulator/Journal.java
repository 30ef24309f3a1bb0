package io.barsgateway.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the far side saw, in order; whoever waits for something is woken when it comes. */
public final class Journal {

    private static final int KEPT = 10_000;

    private final Clock clock;
    private final List<Event> events = new ArrayList<>();

    /** One thing seen; the details are ids and codes. */
    public record Event(Instant at, String what, Map<String, String> details) {

        public Event {
            details = Map.copyOf(details);
        }

        public String detail(String name) {
            return details.getOrDefault(name, "");
        }
    }

    Journal(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String what, Map<String, String> details) {
        events.add(new Event(clock.instant(), what, details));
        if (events.size() > KEPT) {
            events.remove(0);
        }
        notifyAll();
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The first such event, waited for that long; empty where it did not come. */
    public synchronized Optional<Event> await(Predicate<Event> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Event> found = events.stream().filter(wanted).findFirst();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (found.isPresent() || left <= 0) {
                return found;
            }
            wait(left);
        }
    }
}
