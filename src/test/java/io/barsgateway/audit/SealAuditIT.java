package io.barsgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OutsideStore;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A store that has run for years, or has been moved: events are sealed as on the first day. */
class SealAuditIT {

    private static final int MANY = 20_000;

    private final DataSource store =
            new DriverManagerDataSource(OutsideStore.start().directUrl());
    private final JdbcClient jdbc = JdbcClient.create(store);
    private final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(store));
    private final VerifyAudit verify = new VerifyAudit(jdbc, store, transactions);
    private final SealAudit sealAudit = new SealAudit(jdbc, transactions);

    SealAuditIT() {
        Flyway.configure().dataSource(store).load().migrate();
    }

    private void write(int events) {
        jdbc.sql("""
                        INSERT INTO audit (at, what, caller, request_id, service, address, detail)
                        SELECT now(), 'request', 'proxy', 'r', 's', '127.0.0.1', 'd' FROM generate_series(1, ?)""").param(events).update();
    }

    private void sealAll() {
        Awaitility.await().until(() -> sealAudit.seal().isEmpty());
    }

    /** The connections of the gateway have a statement planned once, for any id. */
    @Test
    void sealing_reads_no_more_of_the_audit_than_is_new() {
        write(MANY);
        sealAll();
        jdbc.sql("ANALYZE audit").update();
        write(1);

        assertThat(transactions.<Long>execute(transaction -> {
                    jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
                    assertThat(sealAudit.seal()).hasSize(1);
                    assertThat(sealAudit.seal()).isEmpty();
                    return jdbc.sql("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'audit'")
                            .query(Long.class)
                            .single();
                }))
                .as("the whole table was read so often")
                .isZero();
    }

    /** A store that was moved by hand goes on from its newest event, below ids that were given where it came from. */
    @Test
    void what_another_server_knew_of_ids_ends_no_block() {
        write(1);
        sealAll();
        jdbc.sql("UPDATE audit_boundary SET up_to = 1000000, server = server - interval '1 day', writers = '{9/9}'")
                .update();
        transactions.executeWithoutResult(late -> {
            write(1);
            onAnotherConnection(() -> {
                write(1);
                sealAll();
            });
        });
        sealAll();

        VerifyAudit.Found found = verify.verify();
        assertThat(found.breaks()).isEmpty();
        assertThat(found.sealed()).isEqualTo(3);
    }

    /** Else events that keep coming would be sealed in as many commits as there are events. */
    @Test
    void one_look_seals_what_is_known_and_looks_no_further() {
        write(1);
        transactions.executeWithoutResult(writing -> {
            write(1);
            onAnotherConnection(() -> assertThat(sealAudit.seal())
                    .as("while the second is written")
                    .isEmpty());
        });
        transactions.executeWithoutResult(writing -> {
            write(1);
            onAnotherConnection(() -> {
                write(1);
                assertThat(sealAudit.seal()).as("known at the look before").hasSize(2);
            });
        });
        transactions.executeWithoutResult(writing -> {
            write(1);
            onAnotherConnection(() ->
                    assertThat(sealAudit.seal()).as("known at the second look").hasSize(2));
        });
    }

    private static void onAnotherConnection(Runnable look) {
        CompletableFuture.runAsync(look).join();
    }
}
