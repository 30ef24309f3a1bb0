package io.barsgateway.edge.handshake;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.Certificates;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Everybody who was turned away: from where, at which stage, which certificate, by which rule. One log line and one audit row
 * each, but no more than ten a minute of the same address and rule: the rest is counted, so that nobody fills a disk by being
 * refused.
 */
@Component
public final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final int REMEMBERED = 500;
    private static final int LINES_A_MINUTE = 10;
    private static final int LINES_OF_A_RULE = 200;
    private static final int WATCHED = 20_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<Key, Seen> seen = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Minute> minutes = new HashMap<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private final Audit audit;
    private final Clock clock;
    private long total;

    public Refusals(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Where somebody is turned away, and by which rule; there are about fifty of them. */
    public record Kind(String stage, String rule) {}

    private record Key(String stage, String address, String rule, String certificate) {}

    /**
     * The same stranger, refused at the same stage by the same rule.
     *
     * @param stage connect, tls or request
     * @param certificate subject and thumbprint; empty where none was presented
     */
    public record Seen(
            String stage,
            String address,
            String rule,
            String reason,
            String certificate,
            long count,
            Instant first,
            Instant last) {}

    private record Minute(Instant began, int count) {}

    /** Somebody is turned away. */
    public void note(String stage, String address, Refusal refusal, @Nullable X509Certificate certificate) {
        note(
                stage,
                address,
                refusal,
                certificate == null ? "" : Certificates.label(certificate),
                certificate == null ? "" : Certificates.thumbprint(certificate));
    }

    /**
     * Somebody is turned away who is known.
     *
     * @param label who, by name, or by the subject and thumbprint of a certificate; empty where nobody knows
     * @param thumbprint SHA-256 of the certificate, hex; empty where none was presented
     */
    public synchronized void note(String stage, String address, Refusal refusal, String label, String thumbprint) {
        Instant now = clock.instant();
        total++;
        counts.merge(new Kind(stage, refusal.rule()), 1L, Long::sum);
        Key key = new Key(stage, address, refusal.rule(), label);
        Seen before = seen.get(key);
        seen.put(
                key,
                new Seen(
                        stage,
                        address,
                        refusal.rule(),
                        refusal.reason(),
                        label,
                        before == null ? 1 : before.count() + 1,
                        before == null ? now : before.first(),
                        now));
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.keySet().iterator().next());
        }
        if (mayTell(address + " " + refusal.rule(), LINES_A_MINUTE, now)
                && mayTell(refusal.rule(), LINES_OF_A_RULE, now)) {
            tell(stage, address, refusal, label);
            audit.note(AuditEvent.of(now, "connection", "refused")
                    .by(refusal.rule(), stage + ": " + refusal.reason())
                    .from(label, thumbprint, address));
        }
    }

    /** The last 500 different ones, the newest first. */
    public synchronized List<Seen> seen() {
        return seen.values().stream()
                .sorted(Comparator.comparing(Seen::last).reversed())
                .toList();
    }

    /** How many there were since the start. */
    public synchronized long total() {
        return total;
    }

    /** How many of each kind there were since the start, those that have no line of the log too. */
    public synchronized Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    private boolean mayTell(String kind, int most, Instant now) {
        if (minutes.size() > WATCHED) {
            minutes.clear();
        }
        Minute minute = minutes.get(kind);
        if (minute == null || now.isAfter(minute.began().plus(MINUTE))) {
            if (minute != null && minute.count() > most) {
                log.warn("Refused caller {} more times: {}", minute.count() - most, kind);
            }
            minutes.put(kind, new Minute(now, 1));
            return true;
        }
        minutes.put(kind, new Minute(minute.began(), minute.count() + 1));
        return minute.count() < most;
    }

    private static void tell(String stage, String address, Refusal refusal, String label) {
        if (label.isEmpty()) {
            log.warn(
                    "Refused caller address={} stage={} rule={} reason=\"{}\"",
                    address,
                    stage,
                    refusal.rule(),
                    refusal.reason());
        } else {
            log.warn(
                    "Refused caller address={} stage={} rule={} reason=\"{}\" certificate=\"{}\"",
                    address,
                    stage,
                    refusal.rule(),
                    refusal.reason(),
                    label);
        }
    }
}
