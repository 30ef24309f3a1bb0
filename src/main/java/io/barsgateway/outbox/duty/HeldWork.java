package io.barsgateway.outbox.duty;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.queue.DueProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is held and not done, as it was at the last look; whoever asks for it waits for nothing. */
@Component
public final class HeldWork {

    private static final String WAITING = SqlText.of("""
            WITH open AS (
                SELECT *, status = {READY} AND created_at <= :came AND due_at <= :now AS is_overdue,
                       status = {READY} AND created_at <= :came AND due_at > :now
                           AND created_at + (due_at - created_at) / 2 <= :now AS is_late,
                       status = {READY} AND set_aside > 0 AS is_retried,
                       status = {UNDELIVERED} OR (status = {READY} AND set_aside > 0) AS was_set_aside
                  FROM work WHERE status NOT IN ({DONE}, {HANDLED})),
            found AS (
                SELECT kind, service, count(*) FILTER (WHERE status = {READY}) AS waiting,
                       count(*) FILTER (WHERE is_late) AS late, count(*) FILTER (WHERE is_overdue) AS overdue,
                       count(*) FILTER (WHERE status = {UNDELIVERED}) AS undelivered,
                       (array_agg(case_id ORDER BY due_at) FILTER (WHERE is_late))[1] AS late_case,
                       (array_agg(case_id ORDER BY due_at) FILTER (WHERE is_overdue))[1] AS overdue_case,
                       count(*) FILTER (WHERE is_retried) AS retried,
                       (array_agg(set_aside ORDER BY is_retried, id) FILTER (WHERE was_set_aside))[1] AS set_aside_times,
                       (array_agg(case_id ORDER BY is_retried, id) FILTER (WHERE was_set_aside))[1] AS set_aside_case,
                       (array_agg(reason ORDER BY id) FILTER (WHERE status = {UNDELIVERED}))[1] AS set_aside_for,
                       count(*) FILTER (WHERE status = {RETURNING}) AS returning,
                       (array_agg(case_id ORDER BY id) FILTER (WHERE status = {RETURNING}))[1] AS returning_case,
                       min(due_at) FILTER (WHERE is_late) AS late_due,
                       min(due_at) FILTER (WHERE is_overdue) AS overdue_due,
                       min(created_at) FILTER (WHERE status = {READY}) AS waiting_since,
                       min(created_at) FILTER (WHERE is_late) AS late_since,
                       min(created_at) FILTER (WHERE is_overdue) AS overdue_since,
                       min(created_at) FILTER (WHERE status = {UNDELIVERED}) AS undelivered_since,
                       min(created_at) FILTER (WHERE is_retried) AS retried_since,
                       min(created_at) FILTER (WHERE status = {RETURNING}) AS returning_since,
                       (array_agg(reason ORDER BY id) FILTER (WHERE reason <> ''))[1] AS failure,
                       min(id) FILTER (WHERE reason <> '') AS failed
                  FROM open GROUP BY kind, service)
            SELECT f.*, l.reference AS late_first, o.reference AS overdue_first, u.reference AS set_aside_first,
                   r.reference AS returning_first
              FROM found f LEFT JOIN bars_case l ON l.id = f.late_case
                           LEFT JOIN bars_case o ON o.id = f.overdue_case
                           LEFT JOIN bars_case u ON u.id = f.set_aside_case
                           LEFT JOIN bars_case r ON r.id = f.returning_case
             ORDER BY kind, service""", WorkStatus.values());

    private static final String DECISIONS = SqlText.of("""
            SELECT w.kind, w.service, count(DISTINCT w.id) AS number, min(k.reference) AS first
              FROM work h JOIN work w ON w.kind = h.kind AND w.case_id = h.case_id AND w.id > h.id
                          JOIN bars_case k ON k.id = w.case_id
             WHERE h.status = {HANDLED} AND w.status = {READY} AND NOT w.notice
             GROUP BY 1, 2 ORDER BY 1, 2""", WorkStatus.values());

    private final Replaceable<Look> last = new Replaceable<>(new Look(Instant.EPOCH, false, List.of()));
    private final JdbcClient jdbc;
    private final Duration grace;
    private final Clock clock;

    HeldWork(JdbcClient jdbc, DueProperties due, Clock clock) {
        this.grace = due.grace();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What one look found.
     *
     * @param answered whether the store did
     */
    public record Look(Instant at, boolean answered, List<Waiting> waiting) {}

    /**
     * Work of one kind and one service that is not done.
     *
     * @param waiting ready, late or not
     * @param since when the oldest of those was held; absent where none is
     * @param late past half of its time, and not yet due
     * @param undelivered set aside until a person decides
     * @param undeliveredSince when the oldest of those was held; absent where none is
     * @param setAside those, and those that were and are tried again
     * @param returning rejected to their Requesters, who have not confirmed that yet
     * @param firstReturning reference of the oldest such one; empty where none is
     * @param returningSince when the oldest of those was held; absent where none is
     * @param failure why the oldest one that was tried failed; empty where none did
     * @param failed number of that one, in the order in which work was held; 0 where none did
     */
    public record Waiting(
            WorkKind kind,
            String service,
            long waiting,
            @Nullable Instant since,
            Late late,
            Late overdue,
            long undelivered,
            @Nullable Instant undeliveredSince,
            SetAside setAside,
            long returning,
            String firstReturning,
            @Nullable Instant returningSince,
            String failure,
            long failed) {

        /** How many were set aside and have not gone since. */
        long allSetAside() {
            return undelivered + setAside.retried();
        }
    }

    /**
     * What is late.
     *
     * @param first reference of what is due first, and when it is
     * @param since when the oldest of those was held; absent where none is
     */
    public record Late(
            long count,
            String first,
            @Nullable Instant dueAt,
            @Nullable Instant since) {}

    /**
     * What was set aside and has not gone since. The first of it is the oldest that waits for a person, or where none does, the
     * oldest that is tried again.
     *
     * @param retried how many of those a person has had tried again
     * @param retriedSince when the oldest of those was held; absent where none is
     * @param first reference of the first one; empty where there is none
     * @param times how often the first one was set aside
     * @param reason why the first one was; empty where it is tried again
     */
    public record SetAside(long retried, @Nullable Instant retriedSince, String first, long times, String reason) {}

    public Look last() {
        return last.get();
    }

    /** Looks again. */
    Look look() {
        Instant now = clock.instant();
        List<Waiting> waiting = waiting(now);
        Look look = new Look(clock.instant(), true, waiting);
        last.set(look);
        return look;
    }

    /** The store did not answer; what was known of work is forgotten. */
    void fail() {
        last.set(new Look(clock.instant(), false, List.of()));
    }

    private List<Waiting> waiting(Instant now) {
        return jdbc.sql(WAITING)
                .param("now", Timestamp.from(now))
                .param("came", Timestamp.from(now.minus(grace)))
                .query(HeldWork::row)
                .list();
    }

    /** What waits until a person decides. */
    record Decisions(WorkKind kind, String service, long number, String first) {}

    /** Behind what a person handled in another way, for each kind and service. */
    List<Decisions> decisions() {
        return jdbc.sql(DECISIONS)
                .query((row, number) -> new Decisions(
                        WorkKind.read(row.getString("kind")),
                        row.getString("service"),
                        row.getLong("number"),
                        row.getString("first")))
                .list();
    }

    private static Waiting row(ResultSet row, int number) throws SQLException {
        return new Waiting(
                WorkKind.read(row.getString("kind")),
                row.getString("service"),
                row.getLong("waiting"),
                time(row, "waiting_since"),
                late(row, "late"),
                late(row, "overdue"),
                row.getLong("undelivered"),
                time(row, "undelivered_since"),
                new SetAside(
                        row.getLong("retried"),
                        time(row, "retried_since"),
                        text(row.getString("set_aside_first")),
                        row.getLong("set_aside_times"),
                        text(row.getString("set_aside_for"))),
                row.getLong("returning"),
                text(row.getString("returning_first")),
                time(row, "returning_since"),
                text(row.getString("failure")),
                row.getLong("failed"));
    }

    private static Late late(ResultSet row, String what) throws SQLException {
        return new Late(
                row.getLong(what),
                text(row.getString(what + "_first")),
                time(row, what + "_due"),
                time(row, what + "_since"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static String text(@Nullable String column) {
        return column == null ? "" : column;
    }
}
