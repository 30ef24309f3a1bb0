package io.barsgateway.audit.incident;

import io.barsgateway.audit.incident.Notice.Step;
import io.barsgateway.audit.watch.Alarms.News;
import io.barsgateway.audit.watch.Alarms.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One pass over the alarms that were raised and ended: which incidents there are after it, and which of their steps must be announced. */
final class IncidentPass {

    private final News news;
    private final Map<UUID, Incident> mine;
    private final Map<String, Incident> standing = new LinkedHashMap<>();
    private final Map<UUID, Incident> over = new LinkedHashMap<>();
    private final List<Announced> announced = new ArrayList<>();
    private final Predicate<Incident> isRaisedElsewhere;
    private final Telling telling;
    private final AtomicBoolean heartbeat = new AtomicBoolean();

    /** A step that goes to the addresses of bars.alarms. */
    record Announced(Step step, Incident incident) {}

    /**
     * Begins with what was known before.
     *
     * @param mine incidents of this gateway's alarms, by alarm
     * @param standing all that stand, as far as is known
     */
    IncidentPass(
            News news,
            Map<UUID, Incident> mine,
            List<Incident> standing,
            Predicate<Incident> isRaisedElsewhere,
            Telling telling) {
        this.news = news;
        this.mine = new LinkedHashMap<>(mine);
        this.isRaisedElsewhere = isRaisedElsewhere;
        this.telling = telling;
        standing.forEach(incident -> this.standing.put(incident.subject(), incident));
    }

    void run() {
        news.ended().forEach(this::end);
        news.settled().stream()
                .map(standing::get)
                .filter(Objects::nonNull)
                .filter(isRaisedElsewhere.negate())
                .forEach(incident -> close(incident, telling.now()));
        Set<UUID> live = news.standing().stream().map(Raised::id).collect(Collectors.toSet());
        live.addAll(news.ended().stream().map(Raised::id).toList());
        mine.keySet().retainAll(live);
        news.standing().forEach(this::raise);
        List.copyOf(standing.values()).forEach(incident -> standing.put(incident.subject(), tell(incident)));
        // Their alarms know too what has been announced
        mine.replaceAll((alarm, incident) ->
                standing.getOrDefault(incident.subject(), incident).id().equals(incident.id())
                        ? standing.getOrDefault(incident.subject(), incident)
                        : incident);
    }

    /** Incidents that somebody has taken and whose gateway is gone: no gateway will report their end. */
    void endAbandoned() {
        Set<UUID> raised = raised();
        List.copyOf(standing.values()).stream()
                .filter(Incident::isTaken)
                .filter(incident -> !raised.contains(incident.id()))
                .filter(isRaisedElsewhere.negate())
                .forEach(incident -> close(incident, telling.now()));
    }

    private void raise(Raised raised) {
        Incident other = standing.get(raised.subject());
        Incident before = other != null ? other : mine.get(raised.id());
        if (before == null) {
            before = Incident.of(raised.id(), raised);
        } else if (other == null && before.stored()) {
            // Another gateway ended it while this one was silent
            before = Incident.of(UUID.randomUUID(), raised);
        }
        Incident now = before.as(raised);
        standing.put(raised.subject(), now);
        mine.put(raised.id(), now);
    }

    private void end(Raised raised) {
        Incident known = mine.getOrDefault(raised.id(), Incident.of(raised.id(), raised));
        if (known.ended() != null) {
            // Announced while the store was away, and not yet written; what another gateway raised meanwhile is not it
            over.put(known.id(), known);
            standing.values().removeIf(incident -> incident.id().equals(known.id()));
            return;
        }
        Incident stands = standing.getOrDefault(raised.subject(), known);
        if (!isRaisedElsewhere.test(stands)) {
            mine.put(raised.id(), close(stands.as(raised), Objects.requireNonNull(raised.ended())));
        }
    }

    private Incident close(Incident incident, Instant end) {
        Incident closed = tell(incident.endedAt(end));
        standing.remove(incident.subject());
        over.put(closed.id(), closed);
        return closed;
    }

    private Incident tell(Incident incident) {
        Telling.Told told = telling.of(incident);
        told.steps().forEach(step -> announced.add(new Announced(step, told.incident())));
        return told.incident();
    }

    /** The incidents to write: those that have changed, and those that still stand and were last written before that time. */
    List<Incident> changed(List<Incident> before, Instant since) {
        Map<UUID, Incident> old = before.stream().collect(Collectors.toMap(Incident::id, incident -> incident));
        List<Incident> changed = new ArrayList<>(over.values());
        standing.values().stream()
                .filter(incident -> {
                    Incident was = old.get(incident.id());
                    return was == null
                            || !was.words().equals(incident.words())
                            || was.count() != incident.count()
                            || !was.owner().equals(incident.owner())
                            || !Objects.equals(was.told(), incident.told())
                            || !Objects.equals(was.escalated(), incident.escalated())
                            || (was.seen().isBefore(since) && incident.seen().isAfter(was.seen()));
                })
                .forEach(changed::add);
        return changed;
    }

    /** All is in the store now. */
    IncidentPass stored() {
        mine.replaceAll((alarm, incident) -> incident.inStore());
        mine.values().removeIf(incident -> incident.ended() != null);
        return this;
    }

    void noteHeartbeat() {
        heartbeat.set(true);
    }

    boolean hasHeartbeat() {
        return heartbeat.get();
    }

    /** Incidents that this gateway raises. */
    Set<UUID> raised() {
        return news.standing().stream()
                .map(raised -> mine.get(raised.id()))
                .filter(Objects::nonNull)
                .map(Incident::id)
                .collect(Collectors.toSet());
    }

    Map<UUID, Incident> mine() {
        return Map.copyOf(mine);
    }

    List<Incident> all() {
        return List.copyOf(standing.values());
    }

    List<Announced> announced() {
        return List.copyOf(announced);
    }
}
