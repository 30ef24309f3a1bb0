package io.barsgateway.outbox.claim;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.queue.TakenLanes;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes the next piece of work that an attempt can begin with at once. What would wait for a neighbour's turn or for a worker stays
 * where any gateway finds it. What was just accepted here is taken from memory; the store is asked where something may wait there.
 * A gateway that stops takes nothing more, once its last request is answered.
 */
@Component
public final class ClaimWork implements SmartLifecycle {

    /** Between two looks for the same lack of room. */
    private static final Duration SOON = Duration.ofMillis(20);

    private final WorkQueue queue;
    private final ReadyWork ready;
    private final Lanes lanes;
    private final ServicePauses pauses;
    private final Map<WorkKind, Look> looks = new ConcurrentHashMap<>();

    ClaimWork(WorkQueue queue, ReadyWork ready, Lanes lanes, ServicePauses pauses) {
        this.ready = ready;
        this.pauses = pauses;
        this.queue = queue;
        this.lanes = lanes;
    }

    /**
     * What the last look into the store came to.
     *
     * @param found whether there was something, so that there may be more
     * @param limited whether lanes were left out for want of room
     * @param news that was known then
     * @param soon when the next look may be, where room was wanting and there is news; of {@link System#nanoTime}
     * @param until when the next one is, in any case
     */
    private record Look(boolean found, boolean limited, long news, long soon, long until) {

        boolean isDue(long newest, long now) {
            return found || isOver(now) || (limited && newest != news && soon - now <= 0);
        }

        boolean isOver(long now) {
            return until - now <= 0;
        }
    }

    /**
     * One piece, leased; empty where none is due, or none that has room. It looks as soon as there is news, so that a lane is never idle
     * while something waits for it.
     *
     * @param every how long that may take at most
     */
    public Optional<Work> next(WorkKind kind, Duration every) {
        long news = lanes.news();
        Optional<Work> found = look(kind, every);
        if (found.isPresent() || !isRunning()) {
            return found;
        }
        boolean limited = looks.containsKey(kind) && looks.get(kind).limited();
        await(news, limited && SOON.compareTo(every) < 0 ? SOON : every);
        return look(kind, every);
    }

    /** There is nothing to look for: returns after that time, or when there is news. */
    public void rest(Duration every) {
        await(lanes.news(), every);
    }

    private void await(long news, Duration limit) {
        if (!isRunning()) {
            return;
        }
        try {
            lanes.await(news, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Work> look(WorkKind kind, Duration every) {
        if (!isRunning()) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        long news = lanes.news();
        Look last = looks.getOrDefault(kind, new Look(true, false, news, now, now));
        if (last.isOver(now)) {
            last = lookBehind(kind, news, now, every);
        }
        Optional<Work> found = ready.next(kind);
        if (found.isPresent() || !last.isDue(news, now)) {
            return found;
        }
        claim(kind, last);
        return ready.next(kind);
    }

    /** Once in each interval: what waits in the store is not overtaken by what comes. What is to be sent always comes from the store. */
    private Look lookBehind(WorkKind kind, long news, long now, Duration every) {
        // Should the store not answer, the next look waits
        looks.put(kind, new Look(false, false, news, now + SOON.toNanos(), now + every.toNanos()));
        boolean more = true;
        if (kind == WorkKind.DELIVER) {
            Set<String> behind = queue.lanesBehind(kind, lanes.of(kind).only(), pauses.lanes());
            ready.behind(behind);
            more = !behind.isEmpty();
        }
        Look next = new Look(more, false, news, now + SOON.toNanos(), now + every.toNanos());
        looks.put(kind, next);
        return next;
    }

    private void claim(WorkKind kind, Look last) {
        looks.put(kind, new Look(false, false, last.news(), last.soon(), last.until()));
        // What changes while the store is asked is news for the next look
        long news = lanes.news();
        List<String> full = lanes.closed(kind);
        Set<String> supplied = ready.supplied(kind, TakenLanes.MANY / 2);
        boolean busy = lanes.isFull(kind);
        List<Work> found = busy ? List.of() : queue.claim(kind, taken(kind, full, supplied), ready.lease(kind));
        ready.add(found);
        boolean limited = busy || !full.isEmpty() || !supplied.isEmpty();
        looks.put(kind, new Look(!found.isEmpty(), limited, news, System.nanoTime() + SOON.toNanos(), last.until()));
    }

    /**
     * Of a lane without room nothing is claimed, unless it is quick: then what is claimed now has its turn soon, and the lane is never
     * idle while the store is asked. Nor are deliveries of a service that a person has paused.
     */
    private TakenLanes taken(WorkKind kind, List<String> full, Set<String> supplied) {
        List<String> quick = ready.isFull() ? List.of() : lanes.quick(kind, TakenLanes.MANY, ReadyWork.AHEAD);
        Stream<String> closed = Stream.concat(full.stream().filter(lane -> !quick.contains(lane)), supplied.stream());
        return new TakenLanes(
                lanes.of(kind).only(),
                (kind == WorkKind.DELIVER ? Stream.concat(closed, pauses.lanes().stream()) : closed).toList(),
                lanes.doubtful(kind),
                quick);
    }

    @Override
    public void start() {
        ready.open();
    }

    /** Whoever waits for work returns, so that Camel finds no exchange that only waits for some. */
    @Override
    public void stop() {
        ready.close();
        lanes.wake();
    }

    @Override
    public boolean isRunning() {
        return !ready.isClosed();
    }

    /** After the listeners, before Camel. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
