package io.barsgateway.outbox.duty;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes to the store for no other reason than to see whether it can; a store that is full or read-only answers what only reads. */
@Component
final class ProbeStore {

    /**
     * Numbers that PostgreSQL puts into a temporary file of about a megabyte, in its own work_mem of 64 kB, and forgets. One small
     * row finds room where a message does not: its page, and the write-ahead log, are there already.
     */
    private static final int NUMBERS = 50_000;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    ProbeStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Fails as a message that cannot be held does. */
    void probe() {
        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("SET LOCAL work_mem = '64kB'").update();
            jdbc.sql("SELECT count(*) FROM generate_series(1, :numbers)")
                    .param("numbers", NUMBERS)
                    .query(Long.class)
                    .single();
            jdbc.sql("UPDATE store_probe SET written_at = now()").update();
        });
    }
}
