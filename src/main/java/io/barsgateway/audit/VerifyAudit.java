package io.barsgateway.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
     * @param sealed links of the chain
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
        String[] before = {AuditRowHash.BEGINNING};
        long[] expected = {1};
        rows.query(
                "SELECT s.seq, s.hash, " + AuditRowHash.COLUMNS
                        + " FROM audit_seal s LEFT JOIN audit a ON a.id = s.audit_id ORDER BY s.seq",
                row -> {
                    long seq = row.getLong("seq");
                    if (seq != expected[0]) {
                        note(breaks, "link " + expected[0] + " is missing");
                    }
                    if (row.getString("id") == null) {
                        note(breaks, "the row of link " + seq + " is missing");
                    } else if (!AuditRowHash.hash(before[0], AuditRowHash.fields(row))
                            .equals(row.getString("hash"))) {
                        note(breaks, "link " + seq + ", row " + row.getString("id") + ", was changed");
                    }
                    before[0] = row.getString("hash");
                    expected[0] = seq + 1;
                });
        long pending = count("SELECT count(*) FROM audit_pending");
        long loose = count("""
                SELECT count(*) FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.audit_id = a.id)
                   AND NOT EXISTS (SELECT 1 FROM audit_pending p WHERE p.audit_id = a.id)""");
        if (loose > 0) {
            note(breaks, loose + " rows are in no link");
        }
        return new Found(expected[0] - 1, pending, before[0], breaks);
    }

    /** A long audit takes longer than any other statement may. */
    private void takeTime() {
        rows.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
            return true;
        });
        rows.execute("SET LOCAL statement_timeout = " + LONGEST.toMillis());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static void note(List<String> breaks, String what) {
        if (breaks.size() < TOLD) {
            breaks.add(what);
        }
    }
}
