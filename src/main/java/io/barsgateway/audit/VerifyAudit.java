package io.barsgateway.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads the whole audit again and checks its chain: a row changed, taken out or put in shows. Only its end could be cut off
 * unseen, so the newest hash is told, to be compared with one noted earlier elsewhere.
 */
@Component
public final class VerifyAudit {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int TOLD = 10;
    private static final int FETCHED = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;
    private final TransactionOperations transactions;

    VerifyAudit(JdbcClient jdbc, DataSource dataSource, TransactionOperations transactions) {
        this.rows = new JdbcTemplate(dataSource);
        this.rows.setFetchSize(FETCHED);
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * What was found.
     *
     * @param sealed events that are sealed
     * @param pending rows that wait to be sealed
     * @param head newest hash
     * @param breaks what does not hold; empty where all does
     */
    public record Found(long sealed, long pending, String head, List<String> breaks) {

        public Found {
            breaks = List.copyOf(breaks);
        }
    }

    public Found verify() {
        // In a transaction, so that the rows come a few at a time and the gateway does not hold them all
        return Objects.requireNonNull(transactions.execute(transaction -> read()));
    }

    private Found read() {
        takeTime();
        List<String> breaks = new ArrayList<>();
        Consumer<String> note = what -> {
            if (breaks.size() < TOLD) {
                breaks.add(what);
            }
        };
        Links links = links(note);
        CheckBlocks.Read blocks = new CheckBlocks(rows).check(links.head(), note);
        long pending = jdbc.sql("SELECT count(*) FROM audit WHERE id > ?")
                .param(blocks.lastId())
                .query(Long.class)
                .single();
        return new Found(links.count() + blocks.sealed(), pending, blocks.hash(), breaks);
    }

    /** Seals of versions before 19, one for each event. */
    private record Links(long count, String head) {}

    private Links links(Consumer<String> note) {
        String[] before = {AuditRowHash.BEGINNING};
        long[] expected = {1};
        rows.query(
                "SELECT s.seq, s.hash, " + AuditRowHash.COLUMNS
                        + " FROM audit_seal s LEFT JOIN audit a ON a.id = s.audit_id ORDER BY s.seq",
                row -> {
                    long seq = row.getLong("seq");
                    if (seq != expected[0]) {
                        note.accept("link " + expected[0] + " is missing");
                    }
                    if (row.getString("id") == null) {
                        note.accept("the row of link " + seq + " is missing");
                    } else if (!AuditRowHash.hash(before[0], AuditRowHash.fields(row))
                            .equals(row.getString("hash"))) {
                        note.accept("link " + seq + ", row " + row.getString("id") + ", was changed");
                    }
                    before[0] = row.getString("hash");
                    expected[0] = seq + 1;
                });
        long loose = jdbc.sql("""
                        SELECT count(*) FROM audit a WHERE a.id <= (SELECT last_id FROM audit_block WHERE seq = 0)
                           AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.audit_id = a.id)""").query(Long.class).single();
        if (loose > 0) {
            note.accept(loose + " rows are in no link");
        }
        return new Links(expected[0] - 1, before[0]);
    }

    /** A long audit takes longer than any other statement may. */
    private void takeTime() {
        rows.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
            return true;
        });
        rows.execute("SET LOCAL statement_timeout = " + LONGEST.toMillis());
    }
}
