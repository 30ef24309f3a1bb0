package io.barsgateway.audit.watch;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What an operator must see to: each alarm is one ERROR line when it is raised or changes, and a detail of health until it ends. */
@Component
public final class Alarms {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    private final Map<String, String> standing = new TreeMap<>();
    private final Audit audit;
    private final Clock clock;

    public Alarms(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Raises it; the same words again say nothing. */
    public synchronized void raise(String subject, String words) {
        if (!words.equals(standing.put(subject, words))) {
            log.error("Alarm {}: {}", subject, words);
            audit.note(AuditEvent.of(clock.instant(), "alarm", "raised").by(subject, words));
        }
    }

    /** Ends it, where it stands. */
    public synchronized void end(String subject) {
        if (standing.remove(subject) != null) {
            log.info("Alarm {} has ended", subject);
            audit.note(AuditEvent.of(clock.instant(), "alarm", "ended").by(subject, ""));
        }
    }

    /** Those that stand, by subject. */
    public synchronized Map<String, String> standing() {
        return new TreeMap<>(standing);
    }
}
