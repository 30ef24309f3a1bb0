package io.barsgateway.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Chains the events of the audit, a block at a time: no event can be changed, taken out or put in unseen ({@link VerifyAudit}).
 *
 * <p>Transactions do not end in the order of their ids, so an event with a lower id may come after one with a higher. A block ends where
 * that cannot be any more: at the last id that had been given at some moment, once every transaction that was writing events at that moment has ended.
 */
@Component
final class SealAudit {

    /** The most events of a block. */
    static final int MOST = 1000;

    private static final long LOCK = 0x62617273_61756474L;

    private static final String LAST_GIVEN =
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit', 'id')::regclass), 0)";
    // Each INSERT locks its table so, before it takes an id, until its transaction has ended and all can see it
    private static final String WRITERS = """
            SELECT pg_postmaster_start_time() AS server, ARRAY(
                   SELECT virtualtransaction FROM pg_locks
                    WHERE locktype = 'relation' AND relation = 'audit'::regclass AND mode = 'RowExclusiveLock' AND granted
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS writers""";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    SealAudit(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The newest block. */
    private record Head(long seq, long lastId, Instant latest, String hash) {}

    /**
     * No event with an id up to {@code upTo} can still come, once none of the writers runs.
     *
     * @param server when the server began on which they ran: another knows nothing of them, and may give ids again
     * @param writers transactions that were writing events
     */
    private record Boundary(long upTo, Instant server, Set<String> writers) {

        Boundary {
            writers = Set.copyOf(writers);
        }

        boolean isOfTheServerOf(Boundary now) {
            return server.equals(now.server());
        }

        boolean waitsFor(Boundary now) {
            return isOfTheServerOf(now) && !Collections.disjoint(writers, now.writers());
        }
    }

    /**
     * Seals what can be sealed now, {@value #MOST} events at most; one gateway at a time does it.
     *
     * @return those events, as {@link AuditRowHash} has them; empty where there are none, or another gateway is at it
     */
    List<List<String>> seal() {
        List<List<String>> sealed = transactions.execute(transaction -> isOurs() ? sealNext(head()) : List.of());
        return sealed == null ? List.of() : sealed;
    }

    private boolean isOurs() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Since when the first event waits that is not sealed; empty where none does. */
    Optional<Instant> waitsSince() {
        return firstAfter(head());
    }

    private List<List<String>> sealNext(Head head) {
        if (firstAfter(head).isEmpty()) {
            return List.of();
        }
        Boundary kept = kept();
        Boundary now = now();
        List<List<String>> sealed = sealUpTo(passed(kept, now), head);
        if (sealed.size() < MOST && !now.writers().isEmpty() && !kept.waitsFor(now)) {
            keep(now);
        }
        return sealed;
    }

    /** The last id below which nothing can come any more; 0 where none is known. */
    private static long passed(Boundary kept, Boundary now) {
        if (now.writers().isEmpty()) {
            return now.upTo();
        }
        return kept.isOfTheServerOf(now) && !kept.waitsFor(now) ? kept.upTo() : 0;
    }

    /** In the order of the ids, and so by their index: planned for any id, a question without an order reads the whole table. */
    private Optional<Instant> firstAfter(Head head) {
        return jdbc.sql("SELECT at FROM audit WHERE id > ? ORDER BY id LIMIT 1")
                .param(head.lastId())
                .query((row, number) -> row.getTimestamp("at").toInstant())
                .optional();
    }

    private Boundary kept() {
        return jdbc.sql("SELECT up_to, server, writers FROM audit_boundary")
                .query((row, number) -> boundary(row.getLong("up_to"), row))
                .single();
    }

    /** In this order: who takes an id after the first question may be unknown to the second, and its id is above the boundary. */
    private Boundary now() {
        long upTo = jdbc.sql(LAST_GIVEN).query(Long.class).single();
        return jdbc.sql(WRITERS).query((row, number) -> boundary(upTo, row)).single();
    }

    private static Boundary boundary(long upTo, ResultSet row) throws SQLException {
        return new Boundary(upTo, row.getTimestamp("server").toInstant(), Set.of((String[])
                row.getArray("writers").getArray()));
    }

    private void keep(Boundary now) {
        jdbc.sql("UPDATE audit_boundary SET up_to = ?, server = ?, writers = ?")
                .params(now.upTo(), Timestamp.from(now.server()), now.writers().toArray(String[]::new))
                .update();
    }

    private List<List<String>> sealUpTo(long upTo, Head head) {
        List<List<String>> rows = jdbc.sql("SELECT " + AuditRowHash.COLUMNS
                        + " FROM audit a WHERE a.id > ? AND a.id <= ? ORDER BY a.id LIMIT " + MOST)
                .params(head.lastId(), upTo)
                .query((row, number) -> AuditRowHash.fields(row))
                .list();
        if (!rows.isEmpty()) {
            append(rows, head);
        }
        return rows;
    }

    private void append(List<List<String>> rows, Head head) {
        StringBuilder marks = new StringBuilder();
        String hash = head.hash();
        Instant latest = head.latest();
        for (List<String> row : rows) {
            hash = AuditRowHash.hash(hash, row);
            marks.append(AuditRowHash.mark(hash));
            Instant at = AuditRowHash.at(row);
            latest = at.isAfter(latest) ? at : latest;
        }
        jdbc.sql("INSERT INTO audit_block (seq, last_id, events, latest, marks, hash)"
                        + " VALUES (?, ?, ?, ?, decode(?, 'hex'), ?)")
                .params(
                        head.seq() + 1,
                        AuditRowHash.id(rows.get(rows.size() - 1)),
                        rows.size(),
                        Timestamp.from(latest),
                        marks.toString(),
                        hash)
                .update();
    }

    private Head head() {
        return jdbc.sql("SELECT seq, last_id, latest, hash FROM audit_block ORDER BY seq DESC LIMIT 1")
                .query((row, number) -> new Head(
                        row.getLong("seq"),
                        row.getLong("last_id"),
                        row.getTimestamp("latest").toInstant(),
                        row.getString("hash")))
                .single();
    }
}
