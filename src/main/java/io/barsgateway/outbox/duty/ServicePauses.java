package io.barsgateway.outbox.duty;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.duty.HandledWork.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The services that a person has paused for a time: as the last look found them, so that neither a request nor a claim waits for the
 * store. Another gateway on the same store knows of it within one look.
 */
@Component
public final class ServicePauses {

    private static final String SUBJECT = "paused ";

    private final Replaceable<List<Pause>> known = new Replaceable<>(List.of());
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditTrail audit;
    private final Alarms alarms;
    private final Clock clock;

    ServicePauses(JdbcClient jdbc, TransactionOperations transactions, AuditTrail audit, Alarms alarms, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** What is paused. */
    public enum Mode {
        /** New messages hear 503; what is held already is not delivered. */
        ALL,
        /** Messages are taken, and not delivered. */
        DELIVERIES
    }

    /**
     * One service that is paused.
     *
     * @param service system|value
     * @param owner credential of who paused it
     * @param reason in their words; empty where they gave none
     */
    public record Pause(String service, Mode mode, Instant until, Instant since, String owner, String reason) {}

    /** Those that are paused now. */
    public List<Pause> all() {
        Instant now = clock.instant();
        return known.get().stream().filter(pause -> pause.until().isAfter(now)).toList();
    }

    /** Whether and how that service, system|value, is paused now. */
    public Optional<Pause> of(String service) {
        return all().stream().filter(pause -> pause.service().equals(service)).findFirst();
    }

    /** The lanes of deliveries that are held back. */
    public List<String> lanes() {
        return all().stream()
                .flatMap(pause -> Stream.of(pause.service(), Work.fallbackLane(pause.service())))
                .toList();
    }

    /** Pauses it from now on, in place of an earlier pause; at once on this gateway. */
    public void pause(String service, Mode mode, Instant until, Actor actor) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("""
                            INSERT INTO service_pause (service, mode, until, since, owner, reason) VALUES (?, ?, ?, ?, ?, ?)
                            ON CONFLICT (service) DO UPDATE
                               SET mode = excluded.mode, until = excluded.until, since = excluded.since, owner = excluded.owner,
                                   reason = excluded.reason""")
                    .params(
                            service,
                            mode.name(),
                            Timestamp.from(until),
                            Timestamp.from(now),
                            actor.name(),
                            actor.reason())
                    .update();
            write(service, "paused", mode + " until " + until, actor);
        });
        look();
    }

    /** Ends its pause; false where it is not paused. */
    public boolean resume(String service, Actor actor) {
        boolean resumed = Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean was = jdbc.sql("DELETE FROM service_pause WHERE service = ? AND until > ?")
                            .params(service, Timestamp.from(clock.instant()))
                            .update()
                    == 1;
            if (was) {
                write(service, "resumed", "", actor);
            }
            return was;
        }));
        look();
        return resumed;
    }

    /** Reads them again; each is an alarm of its owner while it lasts, so that nobody forgets it. */
    void look() {
        known.set(jdbc.sql("SELECT service, mode, until, since, owner, reason FROM service_pause WHERE until > ?")
                .param(Timestamp.from(clock.instant()))
                .query(ServicePauses::pause)
                .list());
        List<String> subjects = all().stream()
                .map(pause -> {
                    String subject = SUBJECT + pause.service();
                    alarms.plan(subject, words(pause), pause.owner());
                    return subject;
                })
                .toList();
        alarms.standing().keySet().stream()
                .filter(subject -> subject.startsWith(SUBJECT) && !subjects.contains(subject))
                .forEach(alarms::end);
    }

    private static String words(Pause pause) {
        return "paused by " + pause.owner() + " until " + pause.until()
                + (pause.mode() == Mode.ALL
                        ? ": new messages hear 503, and nothing is delivered"
                        : ": messages are taken, and nothing is delivered")
                + (pause.reason().isEmpty() ? "" : "; reason: " + pause.reason()) + " (bars service resume "
                + ServiceId.ofEndpoint(pause.service()).map(ServiceId::value).orElse(pause.service()) + ")";
    }

    private void write(String service, String outcome, String detail, Actor actor) {
        String reason = actor.reason().isEmpty() ? "" : " reason: " + actor.reason();
        audit.write(AuditEvent.of(clock.instant(), "operator", outcome)
                .by("service", (detail + reason).strip())
                .from(actor.name(), actor.thumbprint(), actor.address())
                .about(service, "", "", ""));
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                row.getString("service"),
                Mode.valueOf(row.getString("mode")),
                row.getTimestamp("until").toInstant(),
                row.getTimestamp("since").toInstant(),
                row.getString("owner"),
                row.getString("reason"));
    }
}
