package io.barsgateway.audit.incident;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Incidents in the store, and which gateways raise each of them now. */
@Component
final class IncidentRows {

    private static final long LOCK = 0x62617273_616c6172L;
    private static final String COLUMNS =
            "id, subject, words, began_at, seen_at, count, ended_at, owner, told_at, escalated_at";
    private static final int MOST_REPORTED = 200;
    private static final Duration GONE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    IncidentRows(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Takes the turn until the end of the transaction; false where another gateway has it. */
    boolean lock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    List<Incident> standing() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM alarm WHERE ended_at IS NULL ORDER BY began_at")
                .query(IncidentRows::row)
                .list();
    }

    /** Those that stand, then those that ended after that time, the latest first. */
    List<Incident> since(Instant time) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM alarm WHERE ended_at IS NULL OR ended_at > ?"
                        + " ORDER BY ended_at IS NOT NULL, began_at DESC LIMIT " + MOST_REPORTED)
                .param(Timestamp.from(time))
                .query(IncidentRows::row)
                .list();
    }

    Optional<Incident> byId(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM alarm WHERE id = ?")
                .param(id)
                .query(IncidentRows::row)
                .optional();
    }

    /** Gives it that owner, where it stands and has none. */
    boolean take(UUID id, String owner, Instant now) {
        return jdbc.sql("UPDATE alarm SET owner = ?, taken_at = ? WHERE id = ? AND owner = '' AND ended_at IS NULL")
                        .params(owner, Timestamp.from(now), id)
                        .update()
                == 1;
    }

    /** In the transaction that it tells of. */
    void audit(AuditEvent event) {
        audit.write(event);
    }

    /** Writes it as it is now; one without an owner leaves whoever has taken it since, see {@link #take}. */
    void save(Incident incident) {
        jdbc.sql("""
                        INSERT INTO alarm (id, subject, words, began_at, seen_at, count, ended_at, told_at, escalated_at, owner,
                            taken_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET words = excluded.words, seen_at = excluded.seen_at,
                            count = excluded.count, ended_at = excluded.ended_at, told_at = excluded.told_at,
                            escalated_at = excluded.escalated_at,
                            taken_at = CASE WHEN excluded.owner IN ('', alarm.owner) THEN alarm.taken_at ELSE excluded.seen_at END,
                            owner = CASE WHEN excluded.owner = '' THEN alarm.owner ELSE excluded.owner END""")
                .params(
                        incident.id(),
                        incident.subject(),
                        incident.words(),
                        Timestamp.from(incident.began()),
                        Timestamp.from(incident.seen()),
                        incident.count(),
                        timestamp(incident.ended()),
                        timestamp(incident.told()),
                        timestamp(incident.escalated()),
                        incident.owner(),
                        incident.isTaken() ? Timestamp.from(incident.began()) : null)
                .update();
    }

    /** Which gateways raise which incident, and said so within that time. */
    Map<UUID, Set<UUID>> holders(Instant now, Duration within) {
        Map<UUID, Set<UUID>> holders = new HashMap<>();
        jdbc.sql("SELECT alarm_id, gateway FROM alarm_holder WHERE seen_at > ?")
                .param(Timestamp.from(now.minus(within)))
                .query((row, number) -> holders.computeIfAbsent(
                                row.getObject("alarm_id", UUID.class), id -> new HashSet<>())
                        .add(row.getObject("gateway", UUID.class)))
                .list();
        return holders;
    }

    /** That gateway raises these, and no others. */
    void hold(UUID gateway, Set<UUID> incidents, Instant now) {
        String[] all = incidents.stream().map(UUID::toString).toArray(String[]::new);
        jdbc.sql("DELETE FROM alarm_holder WHERE gateway = ? AND NOT alarm_id = ANY (?::uuid[]) OR seen_at < ?")
                .params(gateway, all, Timestamp.from(now.minus(GONE)))
                .update();
        jdbc.sql("""
                        INSERT INTO alarm_holder SELECT unnest(?::uuid[]), ?::uuid, ?::timestamptz
                        ON CONFLICT (alarm_id, gateway) DO UPDATE SET seen_at = excluded.seen_at""").params(all, gateway, Timestamp.from(now)).update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static Incident row(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("words"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getLong("count"),
                instant(row.getTimestamp("ended_at")),
                row.getString("owner"),
                instant(row.getTimestamp("told_at")),
                instant(row.getTimestamp("escalated_at")),
                true);
    }
}
