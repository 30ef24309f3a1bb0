package io.barsgateway.audit.incident;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Alarms.News;
import io.barsgateway.audit.watch.Replaceable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** The incidents: those in the store, or where it does not answer, what this gateway knows of them. */
@Component
public final class Incidents {

    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    /** A gateway that has not said for this long that it raises an incident is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration RECENT = Duration.ofDays(7);

    private final UUID gateway = UUID.randomUUID();
    private final Replaceable<Kept> kept = new Replaceable<>(new Kept(Map.of(), List.of(), Instant.EPOCH, Instant.MAX));
    private final IncidentRows rows;
    private final Alarms alarms;
    private final Notices notices;
    private final AlarmsProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    Incidents(
            IncidentRows rows,
            Alarms alarms,
            Notices notices,
            AlarmsProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.alarms = alarms;
        this.notices = notices;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is known without the store.
     *
     * @param mine incidents that this gateway raises, by the alarm; those too that have ended and are not yet written
     * @param all that stand
     * @param heartbeat when this gateway last said which ones it raises
     * @param watching since when it has seen in the store what the others raise; never yet, or not now, where it is {@link Instant#MAX}
     */
    private record Kept(Map<UUID, Incident> mine, List<Incident> all, Instant heartbeat, Instant watching) {

        /** Whether every gateway that runs has had the time to say what it raises, this one too. */
        boolean hasHeardAll(Instant now) {
            return watching.isBefore(now.minus(SILENCE));
        }

        Instant watchingAt(Instant now) {
            return watching.isAfter(now) ? now : watching;
        }
    }

    /** Writes to the store what was raised and ended here, and hands on the steps to announce, even while the store is away. */
    void keep() {
        Instant now = clock.instant();
        News news = alarms.news();
        try {
            Optional<IncidentPass> pass =
                    Optional.ofNullable(transactions.execute(transaction -> rows.lock() ? write(news, now) : null));
            pass.ifPresent(done -> {
                apply(
                        done,
                        done.hasHeartbeat() ? now : kept.get().heartbeat(),
                        kept.get().watchingAt(now));
                alarms.kept(news, others(done, news));
            });
        } catch (DataAccessException | TransactionException e) {
            IncidentPass pass =
                    new IncidentPass(news, kept.get().mine(), kept.get().all(), incident -> false, telling(now));
            pass.run();
            apply(pass, kept.get().heartbeat(), Instant.MAX);
        }
    }

    private IncidentPass write(News news, Instant now) {
        List<Incident> before = rows.standing();
        Map<UUID, Set<UUID>> holders = rows.holders(now, SILENCE);
        IncidentPass pass = new IncidentPass(
                news,
                kept.get().mine(),
                before,
                incident -> holders.getOrDefault(incident.id(), Set.of()).stream()
                        .anyMatch(holder -> !holder.equals(gateway)),
                telling(now));
        pass.run();
        if (kept.get().hasHeardAll(now)) {
            pass.endAbandoned();
        }
        pass.changed(before, now.minus(HEARTBEAT)).forEach(rows::save);
        Set<UUID> raised = pass.raised();
        Set<UUID> known = holders.entrySet().stream()
                .filter(entry -> entry.getValue().contains(gateway))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!raised.equals(known) || kept.get().heartbeat().isBefore(now.minus(HEARTBEAT))) {
            rows.hold(gateway, raised, now);
            pass.noteHeartbeat();
        }
        return pass.stored();
    }

    private Telling telling(Instant now) {
        return new Telling(properties.repeat(), properties.escalateAfter(), notices.escalates(), now);
    }

    private void apply(IncidentPass pass, Instant heartbeat, Instant watching) {
        kept.set(new Kept(pass.mine(), pass.all(), heartbeat, watching));
        pass.announced().forEach(announced -> {
            notices.add(announced.step(), announced.incident());
            if (announced.step() == Notice.Step.REPEATED) {
                log.error(
                        "Alarm {} still stands and nobody has taken it (bars alarms take {}): {}",
                        announced.incident().subject(),
                        announced.incident().id(),
                        announced.incident().words());
            }
        });
    }

    private static Map<String, String> others(IncidentPass pass, News news) {
        Set<String> mine = new HashSet<>();
        news.standing().forEach(raised -> mine.add(raised.subject()));
        return pass.all().stream()
                .filter(incident -> !mine.contains(incident.subject()))
                .collect(Collectors.toMap(Incident::subject, Incident::words, (one, other) -> one));
    }

    /** Those that stand and those of the last week; those too that this gateway knows of and the store could not keep. */
    public List<Incident> recent() {
        List<Incident> known = kept.get().all();
        try {
            List<Incident> recent = new ArrayList<>(rows.since(clock.instant().minus(RECENT)));
            Set<UUID> written = recent.stream().map(Incident::id).collect(Collectors.toSet());
            known.stream().filter(incident -> !written.contains(incident.id())).forEach(recent::add);
            return recent;
        } catch (DataAccessException e) {
            return known;
        }
    }

    /** Those that stand, as this gateway last saw them; from memory. */
    public List<Incident> standing() {
        return kept.get().all();
    }

    /** What became of taking it. */
    public enum Taking {
        TAKEN,
        UNKNOWN,
        ENDED,
        OF_ANOTHER
    }

    /** Makes that credential its owner, in one commit with the audit of it; from now on it is not announced again. */
    public Taking take(UUID id, String owner, String address) {
        Taking taking = transactions.execute(transaction -> {
            Optional<Incident> incident = rows.byId(id);
            if (incident.isEmpty()) {
                return Taking.UNKNOWN;
            }
            if (incident.get().ended() != null) {
                return Taking.ENDED;
            }
            if (!rows.take(id, owner, clock.instant())) {
                return incident.get().owner().equals(owner) ? Taking.TAKEN : Taking.OF_ANOTHER;
            }
            rows.audit(AuditEvent.of(clock.instant(), "alarm", "taken")
                    .by(incident.get().subject(), "incident " + id)
                    .from(owner, "", address));
            return Taking.TAKEN;
        });
        return taking == null ? Taking.UNKNOWN : taking;
    }
}
