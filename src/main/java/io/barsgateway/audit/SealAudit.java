package io.barsgateway.audit;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
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
 * that cannot be any more: at the last id that had been given when every transaction that was writing events at that moment has ended.
 */
@Component
final class SealAudit {

    /** The most events of a block. */
    static final int MOST = 1000;

    private static final long LOCK = 0x62617273_61756474L;

    private static final String LAST_GIVEN =
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit', 'id')::regclass), 0)";
    private static final String SERVER = "SELECT extract(epoch FROM pg_postmaster_start_time())::text";
    // Each INSERT locks its table so, before it takes an id, until its transaction has ended and all can see it
    private static final String WRITERS = "SELECT (" + SERVER + """
            ) || ' ' || virtualtransaction FROM pg_locks
             WHERE locktype = 'relation' AND relation = 'audit'::regclass AND mode = 'RowExclusiveLock' AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    SealAudit(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The newest block. */
    record Head(long seq, long lastId, String hash) {}

    /** No event with an id up to {@code upTo} can still come, once none of these transactions runs on the server that they ran on. */
    record Boundary(long upTo, Set<String> writers) {

        Boundary {
            writers = Set.copyOf(writers);
        }

        boolean isOf(String server) {
            return writers.stream().allMatch(writer -> writer.startsWith(server + " "));
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
        if (kept.upTo() <= head.lastId() || !kept.isOf(server())) {
            return sealUpToNow(head);
        }
        if (writers().stream().anyMatch(kept.writers()::contains)) {
            return List.of();
        }
        List<List<String>> sealed = sealUpTo(kept.upTo(), head);
        return sealed.isEmpty() ? sealUpToNow(head) : sealed;
    }

    /** In this order: who takes an id after the first question may be unknown to the second, and its id is above the boundary. */
    private List<List<String>> sealUpToNow(Head head) {
        long upTo = jdbc.sql(LAST_GIVEN).query(Long.class).single();
        Set<String> writing = writers();
        if (writing.isEmpty()) {
            return sealUpTo(upTo, head);
        }
        jdbc.sql("UPDATE audit_boundary SET up_to = ?, writers = ?")
                .params(upTo, writing.toArray(String[]::new))
                .update();
        return List.of();
    }

    /** In the order of the ids, and so by their index: planned for any id, a question without an order reads the whole table. */
    private Optional<Instant> firstAfter(Head head) {
        return jdbc.sql("SELECT at FROM audit WHERE id > ? ORDER BY id LIMIT 1")
                .param(head.lastId())
                .query((row, number) -> row.getTimestamp("at").toInstant())
                .optional();
    }

    private Boundary kept() {
        return jdbc.sql("SELECT up_to, writers FROM audit_boundary")
                .query((row, number) -> new Boundary(row.getLong("up_to"), words(row.getArray("writers"))))
                .single();
    }

    private static Set<String> words(Array array) throws SQLException {
        return new HashSet<>(Arrays.asList((String[]) array.getArray()));
    }

    /** It knows nothing of the transactions of another, and where the store was moved to it, ids may go on below what was given there. */
    private String server() {
        return jdbc.sql(SERVER).query(String.class).single();
    }

    private Set<String> writers() {
        return new HashSet<>(jdbc.sql(WRITERS).query(String.class).list());
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
        for (List<String> row : rows) {
            hash = AuditRowHash.hash(hash, row);
            marks.append(AuditRowHash.mark(hash));
        }
        long lastId = Long.parseLong(rows.get(rows.size() - 1).get(0));
        jdbc.sql("INSERT INTO audit_block (seq, last_id, events, marks, hash) VALUES (?, ?, ?, decode(?, 'hex'), ?)")
                .params(head.seq() + 1, lastId, rows.size(), marks.toString(), hash)
                .update();
    }

    private Head head() {
        return jdbc.sql("SELECT seq, last_id, hash FROM audit_block ORDER BY seq DESC LIMIT 1")
                .query(Head.class)
                .single();
    }
}
