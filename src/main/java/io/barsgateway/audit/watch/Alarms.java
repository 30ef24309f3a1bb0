package io.barsgateway.audit.watch;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What an operator must see to. Raised and ended here in memory, by anybody, without a wait: one ERROR line when an alarm begins
 * or its words change (WARN for what a person has planned), one line at its end. The room incident keeps each as one incident, tells it
 * on and repeats it.
 */
@Component
public final class Alarms {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);
    private static final int MOST_ENDED = 1000;

    private final Map<String, Raised> standing = new TreeMap<>();
    private final Map<String, String> elsewhere = new TreeMap<>();
    private final List<Raised> ended = new ArrayList<>();
    private final Set<String> settled = new TreeSet<>();
    private final Audit audit;
    private final Clock clock;

    public Alarms(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An alarm of this gateway.
     *
     * @param id of this stand of it, from its beginning to its end
     * @param words for a person; ids only
     * @param count how many things it is about, or how often it was raised
     * @param owner the person who meant it to be; empty where it is a fault
     * @param ended absent while it stands
     */
    public record Raised(
            UUID id,
            String subject,
            String words,
            Instant began,
            Instant seen,
            long count,
            String owner,
            @Nullable Instant ended) {}

    /**
     * What is to be kept of them.
     *
     * @param standing raised here
     * @param ended here, and not yet kept
     * @param settled subjects that were raised elsewhere or before a restart, and of which this gateway says that they have ended
     */
    public record News(List<Raised> standing, List<Raised> ended, Set<String> settled) {}

    /** Raises it; the same words again say nothing, and count. */
    public synchronized void raise(String subject, String words) {
        Raised before = standing.get(subject);
        raise(subject, words, before == null ? 1 : before.count() + 1);
    }

    /** Raises it, about that many things; their number alone is no change. */
    public synchronized void raise(String subject, String words, long count) {
        if (stand(subject, words, count, "")) {
            log.error("Alarm {}: {}", subject, words);
        }
    }

    /** What a person means to be so, and who that is: it stands so that nobody forgets it, and is theirs from the beginning. */
    public synchronized void plan(String subject, String words, String owner) {
        if (stand(subject, words, 1, owner)) {
            log.warn("Planned {}: {}", subject, words);
        }
    }

    /** Whether it is new, or has new words. */
    private boolean stand(String subject, String words, long count, String owner) {
        Instant now = clock.instant();
        Raised before = standing.get(subject);
        Raised raised = before == null
                ? new Raised(UUID.randomUUID(), subject, words, now, now, count, owner, null)
                : new Raised(before.id(), subject, words, before.began(), now, count, owner, null);
        standing.put(subject, raised);
        boolean isNews = before == null || !before.words().equals(words);
        if (isNews) {
            audit.note(AuditEvent.of(now, "alarm", "raised").by(subject, words));
        }
        return isNews;
    }

    /** Ends it, where it stands. */
    public synchronized void end(String subject) {
        Raised last = standing.remove(subject);
        if (last == null) {
            if (elsewhere.containsKey(subject)) {
                settled.add(subject);
            }
            return;
        }
        Instant now = clock.instant();
        log.info(
                "Alarm {} has ended after {} s, count {}",
                subject,
                Duration.between(last.began(), now).toSeconds(),
                last.count());
        audit.note(AuditEvent.of(now, "alarm", "ended").by(subject, ""));
        if (ended.size() < MOST_ENDED) {
            ended.add(new Raised(last.id(), subject, last.words(), last.began(), now, last.count(), last.owner(), now));
        }
    }

    /** Ends it where it was raised before a restart; what is raised here stands, and what another gateway raises too. */
    public synchronized void settle(String subject) {
        if (!standing.containsKey(subject) && elsewhere.containsKey(subject)) {
            settled.add(subject);
        }
    }

    /** Those that stand, by subject; those of other gateways on the same store are among them. */
    public synchronized Map<String, String> standing() {
        Map<String, String> all = new TreeMap<>(elsewhere);
        standing.forEach((subject, raised) -> all.put(subject, raised.words()));
        return all;
    }

    /** What is to be kept now. */
    public synchronized News news() {
        return new News(List.copyOf(standing.values()), List.copyOf(ended), Set.copyOf(settled));
    }

    /** That news is kept; these alarms stand elsewhere, or stood before a restart. */
    public synchronized void kept(News news, Map<String, String> others) {
        ended.removeAll((Collection<?>) news.ended());
        settled.removeAll(news.settled());
        elsewhere.clear();
        elsewhere.putAll(others);
    }
}
