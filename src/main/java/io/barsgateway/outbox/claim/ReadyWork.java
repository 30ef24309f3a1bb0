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
import java.util.HashSet;
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
import java.util.stream.Stream;
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
    private final Pile claimed = new Pile();
    private final Pile handedOver = new Pile();
    private final Replaceable<Set<String>> behind = new Replaceable<>(Set.of());
    private final AtomicInteger reserved = new AtomicInteger();
    private final AtomicLong reservedBytes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    ReadyWork(WorkQueue queue, Lanes lanes, ServicePauses pauses) {
        this.queue = queue;
        this.lanes = lanes;
        this.pauses = pauses;
    }

    /** Pieces in the order in which they came, and their bytes. */
    private record Pile(Deque<Work> pieces, AtomicLong bytes) {

        Pile() {
            this(new ArrayDeque<>(), new AtomicLong());
        }

        void add(Work work) {
            pieces.add(work);
            bytes.addAndGet(work.body().size());
        }

        void left(Work work) {
            bytes.addAndGet(-work.body().size());
        }
    }

    /**
     * A lease for a delivery that is about to be held; empty where it is better claimed from the store: too much that was handed over waits
     * already, or something of its lane waits there, or its lane is paused, fails, or has nowhere to deliver to. Each one is followed by {@link #handOver} or {@link #release}.
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
        // Not what was claimed: a lane that hangs must not keep the others from this way
        boolean full = reserved.get() + handedOver.pieces().size() >= MOST
                || reservedBytes.get() + handedOver.bytes().get() + size > MOST_BYTES;
        if (closed.get() || full || behind.get().contains(lane)) {
            return false;
        }
        reserved.incrementAndGet();
        reservedBytes.addAndGet(size);
        return true;
    }

    /** It is held under the lease that was reserved for it. */
    public void handOver(Work work) {
        synchronized (this) {
            release(work.body().size());
            handedOver.add(work);
        }
        giveBackIfClosed();
        lanes.wake();
    }

    /** It was not held. */
    public synchronized void release(int size) {
        reserved.decrementAndGet();
        reservedBytes.addAndGet(-size);
    }

    /** A lease that begins now. */
    Lease lease(WorkKind kind) {
        return new Lease(UUID.randomUUID(), lanes.of(kind).lease().plus(LONGEST), Youth.of(LONGEST));
    }

    /** Claimed from the store; it may be more than there is room for. */
    void add(List<Work> found) {
        synchronized (this) {
            found.forEach(claimed::add);
        }
        giveBackIfClosed();
    }

    /** The first whose lane has room, which it has entered then; what was claimed is older than what was handed over. */
    Optional<Work> next(WorkKind kind) {
        List<Work> late = new ArrayList<>();
        Optional<Work> next = next(kind, late);
        giveBack(late);
        return next;
    }

    private synchronized Optional<Work> next(WorkKind kind, List<Work> late) {
        return next(claimed, kind, late).or(() -> next(handedOver, kind, late));
    }

    private Optional<Work> next(Pile pile, WorkKind kind, List<Work> late) {
        Set<String> paused = kind == WorkKind.DELIVER ? Set.copyOf(pauses.lanes()) : Set.of();
        Set<String> full = new HashSet<>();
        for (Iterator<Work> each = pile.pieces().iterator(); each.hasNext(); ) {
            Work work = each.next();
            if (!work.isYoung() || paused.contains(work.lane())) {
                late.add(work);
                each.remove();
                pile.left(work);
            } else if (work.kind() == kind && !full.contains(work.lane())) {
                if (lanes.tryEnter(work.place(), lanes.of(kind).lease())) {
                    each.remove();
                    pile.left(work);
                    return Optional.of(work);
                }
                full.add(work.lane());
            }
        }
        return Optional.empty();
    }

    /** Whether as much waits here as may be claimed ahead of its turn. */
    synchronized boolean isFull() {
        return claimed.pieces().size() >= 2 * MOST || claimed.bytes().get() > MOST_BYTES;
    }

    /** The lanes of which so many that were claimed wait here. */
    synchronized Set<String> supplied(WorkKind kind, int many) {
        return claimed.pieces().stream()
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

    /** Takes work again. */
    void open() {
        closed.set(false);
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Nothing waits here any more: from now on all of it goes back to the store. */
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
            left = Stream.concat(claimed.pieces().stream(), handedOver.pieces().stream())
                    .toList();
            claimed.pieces().clear();
            handedOver.pieces().clear();
        }
        giveBack(left);
    }
}
