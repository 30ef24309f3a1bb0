package io.barsgateway.outbox.claim;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.Youth;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.lane.Neighbours;
import io.barsgateway.outbox.queue.Lease;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Work that is leased to this gateway and waits in memory for the turn of its lane: what was claimed from the store, several at a time, and
 * deliveries that were leased in the commit that held them, which need not be read back. What is in the store is what counts: killed, the
 * gateway loses nothing, and the leases lapse. What has not had its turn within two seconds goes back to the store, and so does what is here
 * when the gateway stops.
 */
@Component
public final class ReadyWork implements AutoCloseable {

    /** How long one waits here, and so how much longer its lease must be than an attempt. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** Half of that: what usually has its turn by then may be claimed ahead. */
    static final Duration AHEAD = LONGEST.dividedBy(2);

    private static final Logger log = LoggerFactory.getLogger(ReadyWork.class);
    private static final int MOST = 64;
    private static final long MOST_BYTES = 8_000_000;

    private final WorkQueue queue;
    private final Lanes lanes;
    private final ServicePauses pauses;
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final Replaceable<Set<String>> behind = new Replaceable<>(Set.of());
    private final AtomicInteger reserved = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    ReadyWork(WorkQueue queue, Lanes lanes, ServicePauses pauses) {
        this.queue = queue;
        this.lanes = lanes;
        this.pauses = pauses;
    }

    /**
     * A lease for a delivery that is about to be held; empty where it is better claimed from the store: too much waits already, here or
     * there, or its lane is paused, fails, or has nowhere to deliver to. Each one is followed by {@link #handOver} or {@link #release}.
     *
     * @param size of the message, in bytes
     */
    public Optional<Lease> reserve(String lane, int size) {
        Neighbours systems = lanes.of(WorkKind.DELIVER);
        boolean taken = !pauses.lanes().contains(lane)
                && lanes.isWell(WorkKind.DELIVER, lane)
                && systems.takes(lane)
                && take(lane, size);
        return taken ? Optional.of(lease(WorkKind.DELIVER)) : Optional.empty();
    }

    private synchronized boolean take(String lane, int size) {
        boolean full = reserved.get() + waiting.size() >= MOST || bytes.get() + size > MOST_BYTES;
        if (closed.get() || full || behind.get().contains(lane)) {
            return false;
        }
        reserved.incrementAndGet();
        bytes.addAndGet(size);
        return true;
    }

    /** It is held under the lease that was reserved for it. */
    public void handOver(Work work) {
        synchronized (this) {
            reserved.decrementAndGet();
            waiting.add(work);
        }
        giveBackIfClosed();
        lanes.wake();
    }

    /** It was not held. */
    public synchronized void release(int size) {
        reserved.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** A lease that begins now. */
    Lease lease(WorkKind kind) {
        return new Lease(UUID.randomUUID(), lanes.of(kind).lease().plus(LONGEST), Youth.of(LONGEST));
    }

    /** Claimed from the store; it may be more than there is room for. */
    void add(List<Work> claimed) {
        synchronized (this) {
            claimed.forEach(work -> {
                waiting.add(work);
                bytes.addAndGet(work.body().size());
            });
        }
        giveBackIfClosed();
    }

    /** The first whose lane has room, which it has entered then. */
    Optional<Work> next(WorkKind kind) {
        List<Work> late = new ArrayList<>();
        Optional<Work> next = next(kind, late);
        giveBack(late);
        return next;
    }

    private synchronized Optional<Work> next(WorkKind kind, List<Work> late) {
        Set<String> paused = kind == WorkKind.DELIVER ? Set.copyOf(pauses.lanes()) : Set.of();
        for (Iterator<Work> each = waiting.iterator(); each.hasNext(); ) {
            Work work = each.next();
            if (!work.isYoung() || paused.contains(work.lane())) {
                late.add(work);
                leave(each, work);
            } else if (work.kind() == kind
                    && lanes.tryEnter(work.place(), lanes.of(kind).lease())) {
                leave(each, work);
                return Optional.of(work);
            }
        }
        return Optional.empty();
    }

    private void leave(Iterator<Work> each, Work work) {
        each.remove();
        bytes.addAndGet(-work.body().size());
    }

    /** Whether as much waits here as may be claimed ahead of its turn. */
    synchronized boolean isFull() {
        return waiting.size() >= 2 * MOST || bytes.get() > MOST_BYTES;
    }

    /** The lanes of which so many wait here. */
    synchronized Set<String> supplied(WorkKind kind, int many) {
        return waiting.stream()
                .filter(work -> work.kind() == kind)
                .collect(Collectors.groupingBy(Work::lane, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(lane -> lane.getValue() >= many)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The lanes of deliveries in which older ones wait in the store, which newer ones do not overtake. */
    void behind(Set<String> lanesBehind) {
        behind.set(Set.copyOf(lanesBehind));
    }

    private void giveBack(List<Work> late) {
        if (late.isEmpty()) {
            return;
        }
        try {
            queue.giveBack(late);
        } catch (RuntimeException e) {
            // Their leases lapse
            log.debug("Work could not be given back, and waits until its leases lapse: {} messages", late.size());
        }
    }

    @Override
    public void close() {
        closed.set(true);
        giveBackIfClosed();
    }

    private void giveBackIfClosed() {
        if (!closed.get()) {
            return;
        }
        List<Work> left;
        synchronized (this) {
            left = List.copyOf(waiting);
            waiting.clear();
        }
        giveBack(left);
    }
}
