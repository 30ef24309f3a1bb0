package io.barsgateway.outbox.lane;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.outbox.Place;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.attempt.Backoff;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Bulkheads (docs/adr/0023): how much is done at once for each neighbour, and how little for one that fails. A lane has so many
 * attempts at once. After failures in a row, or one that shows a wrong set-up, it has one at a time, after waits of its own, under an
 * alarm, until one goes well. Lanes that have failed may use half
 * of the workers together; when half of all workers are busy, a lane begins an attempt only if it has none under way.
 */
public final class Lanes {

    private final Map<WorkKind, Neighbours> neighbours;
    private final Map<WorkKind, Map<String, Lane>> lanes = new EnumMap<>(WorkKind.class);
    private final Map<String, String> told = new HashMap<>();
    private final Alarms alarms;
    private final AttemptTimes times;
    private final Backoff backoff;
    private final LongSupplier nanos;
    private final AtomicLong news = new AtomicLong();

    Lanes(List<Neighbours> neighbours, RetryProperties retry, Alarms alarms, AttemptTimes times, LongSupplier nanos) {
        this.times = times;
        this.neighbours = neighbours.stream().collect(Collectors.toMap(Neighbours::kind, one -> one));
        this.alarms = alarms;
        this.backoff = new Backoff(
                retry.first(), retry.pause(), () -> ThreadLocalRandom.current().nextDouble());
        this.nanos = nanos;
    }

    /** The neighbours of that kind, as the settings have them. */
    public Neighbours of(WorkKind kind) {
        Neighbours known = neighbours.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("No neighbours for work of kind " + kind);
        }
        return known;
    }

    /** The lanes that have no room for one more attempt now. */
    public synchronized List<String> closed(WorkKind kind) {
        Map<String, Lane> all = current(kind);
        return all.keySet().stream().filter(lane -> !hasRoom(kind, lane)).toList();
    }

    /** Whether nothing has gone wrong in that lane since it last went well. */
    public synchronized boolean isWell(WorkKind kind, String lane) {
        return !lanes(kind).getOrDefault(lane, Lane.EMPTY).isDoubtful();
    }

    /** The lanes in which something has gone wrong since they last went well. */
    public synchronized List<String> doubtful(WorkKind kind) {
        return lanes(kind).entrySet().stream()
                .filter(lane -> lane.getValue().isDoubtful())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The lanes in which that many more would have their turn within that time, as it looks now. */
    public synchronized List<String> quick(WorkKind kind, int attempts, Duration time) {
        Neighbours known = of(kind);
        long now = nanos.getAsLong();
        return current(kind).entrySet().stream()
                .filter(lane ->
                        lane.getValue().isQuick(attempts, time, known.atOnce(lane.getKey()), known.workers(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether every worker of that kind is busy. */
    public synchronized boolean isFull(WorkKind kind) {
        return current(kind).values().stream().mapToInt(Lane::size).sum() >= of(kind).workers();
    }

    synchronized void enter(Place place, Duration lease) {
        long now = nanos.getAsLong();
        lanes(place.kind()).put(place.lane(), lane(place).entered(place.lease(), now, now + lease.toNanos()));
    }

    /** Its lease has begun anew, so its place lasts as long. */
    public synchronized void renew(Place place, Duration lease) {
        if (lane(place).inside().containsKey(place.lease())) {
            enter(place, lease);
        }
    }

    /** Begins an attempt where its lane has room; false where it has none. */
    public synchronized boolean tryEnter(Place place, Duration lease) {
        current(place.kind());
        boolean room = hasRoom(place.kind(), place.lane());
        if (room) {
            enter(place, lease);
        }
        return room;
    }

    /**
     * The neighbour has answered well, so that it has room for the next attempt. A worker stays busy with this one until it {@linkplain
     * #leave leaves}.
     */
    public synchronized void answered(Place place) {
        lanes(place.kind()).put(place.lane(), lane(place).answered(place.lease(), nanos.getAsLong()));
        wake();
    }

    /**
     * Ends an attempt, with what it showed of its neighbour, and in which words. An attempt that has left before is ignored.
     *
     * @return how long it took; empty where it had left before
     */
    public Optional<Duration> leave(Place place, Outcome outcome, String reason) {
        Duration took;
        synchronized (this) {
            Lane.Stay stay = lane(place).inside().get(place.lease());
            if (stay == null) {
                return Optional.empty();
            }
            long now = nanos.getAsLong();
            took = Duration.ofNanos(now - stay.began());
            lanes(place.kind())
                    .put(place.lane(), after(outcome, reason, lane(place).left(place.lease(), now), place));
            wake();
        }
        times.took(AttemptKind.of(place.kind()), place.service().toString(), outcome, took);
        if (outcome != Outcome.NOTHING) {
            tell(place);
        }
        return Optional.of(took);
    }

    /**
     * One neighbour that has attempts under way, or has failed since it last did well.
     *
     * @param failures in a row
     * @param open whether it has one attempt at a time
     */
    public record State(WorkKind kind, String lane, int attempts, int failures, boolean open) {}

    /** All of them as they are now. */
    public synchronized List<State> states() {
        return List.copyOf(lanes.keySet()).stream()
                .flatMap(kind -> current(kind).entrySet().stream()
                        .filter(lane -> !lane.getValue().isIdle())
                        .map(lane -> new State(
                                kind,
                                lane.getKey(),
                                lane.getValue().size(),
                                lane.getValue().failures(),
                                lane.getValue().isTroubled())))
                .toList();
    }

    /** How long what failed waits at most: no longer than its lane, which is what holds it back. */
    public synchronized Duration atMost(Place place, Duration wait) {
        Lane lane = lane(place);
        Duration left = Duration.ofNanos(Math.max(1, lane.nextTry() - nanos.getAsLong()));
        return lane.isTroubled() && left.compareTo(wait) < 0 ? left : wait;
    }

    /** Something has changed that somebody may wait for: an attempt is over, or new work has come. */
    public synchronized void wake() {
        news.incrementAndGet();
        notifyAll();
    }

    /** A number that changes with each such change. */
    public synchronized long news() {
        return news.get();
    }

    /** Returns once there is other news than that, and after that time in any case. */
    public synchronized void await(long known, Duration limit) throws InterruptedException {
        long end = nanos.getAsLong() + limit.toNanos();
        long left = limit.toMillis();
        while (left > 0 && news.get() == known) {
            wait(left);
            left = (end - nanos.getAsLong()) / 1_000_000;
        }
    }

    private Lane after(Outcome outcome, String reason, Lane lane, Place place) {
        Neighbours known = of(place.kind());
        return switch (outcome) {
            case NOTHING -> lane;
            case WELL -> lane.wentWell();
            case SET_UP -> {
                Lane failed = lane.failed();
                yield failed.troubled(
                        reason
                                + ": its set-up is wrong, not its messages. One at a time is tried again until one succeeds",
                        nanos.getAsLong(),
                        backoff.after(failed.failures()));
            }
            case FAILED -> {
                Lane failed = lane.failed();
                int beyond = failed.failures() - known.breakerAfter() + 1;
                yield beyond < 1 && !lane.isTroubled()
                        ? failed
                        : failed.troubled(
                                lane.isTroubled()
                                        ? lane.trouble()
                                        : failed.failures() + " attempts in a row failed, the last with: " + reason
                                                + ". One at a time is tried again until one succeeds",
                                nanos.getAsLong(),
                                backoff.after(Math.max(1, beyond)));
            }
        };
    }

    /** Raises or ends the alarm by the present state of the lane, one thread at a time, so that a late thread does not undo a newer state. */
    private void tell(Place place) {
        String subject = of(place.kind()).named(place.lane());
        synchronized (told) {
            String trouble;
            synchronized (this) {
                trouble = lane(place).trouble();
            }
            boolean news = !trouble.equals(told.put(subject, trouble));
            if (trouble.isEmpty()) {
                // Each time: an alarm of an earlier run, or of another gateway, may stand
                alarms.end(subject);
            } else if (news) {
                alarms.raise(subject, trouble);
            }
        }
    }

    private boolean hasRoom(WorkKind kind, String name) {
        Neighbours known = of(kind);
        Map<String, Lane> all = lanes(kind);
        Lane lane = all.getOrDefault(name, Lane.EMPTY);
        int used = all.values().stream().mapToInt(Lane::size).sum();
        int half = Math.max(1, known.workers() / 2);
        if (used >= known.workers()) {
            return false;
        }
        int doubtful = all.values().stream()
                .filter(Lane::isDoubtful)
                .mapToInt(Lane::size)
                .sum();
        if (lane.isDoubtful() && doubtful >= half) {
            return false;
        }
        if (lane.isTroubled()) {
            return lane.size() == 0 && lane.nextTry() - nanos.getAsLong() <= 0;
        }
        return used < half ? lane.unanswered() < known.atOnce(name) : lane.size() == 0;
    }

    private Map<String, Lane> current(WorkKind kind) {
        long now = nanos.getAsLong();
        Map<String, Lane> all = lanes(kind);
        all.replaceAll((name, lane) -> lane.at(now));
        all.values().removeIf(lane -> lane.isForgotten(now));
        return all;
    }

    private Lane lane(Place place) {
        return lanes(place.kind()).getOrDefault(place.lane(), Lane.EMPTY);
    }

    private Map<String, Lane> lanes(WorkKind kind) {
        return lanes.computeIfAbsent(kind, none -> new TreeMap<>());
    }
}
