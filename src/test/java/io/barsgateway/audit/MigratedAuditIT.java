package io.barsgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OutsideStore;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit of a store that version 18 of the schema left: what it had sealed holds, and what it had not sealed yet is sealed. */
class MigratedAuditIT {

    /** The time is hashed as {@link java.time.Instant} writes it, each text with its length in UTF-16 units. */
    private static final List<Event> EVENTS = List.of(
            new Event("2026-03-01T09:00:00Z", "proxy", "AAAAA-00001"),
            new Event("2026-03-01T09:00:00.25Z", "proxy", ""),
            new Event("2026-03-01T23:59:59.000001Z", "\u00fc|3:\u00e9", "AAAAA-00001"),
            new Event("2026-03-29T01:30:00.120Z", "a \uD83D\uDE80 b", ""),
            new Event("2026-10-25T00:30:00+01:00", "", ""));

    private static final int SEALED = 2;

    private final DataSource store =
            new DriverManagerDataSource(OutsideStore.start().directUrl());
    private final JdbcClient jdbc = JdbcClient.create(store);
    private final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(store));
    private final VerifyAudit verify = new VerifyAudit(jdbc, store, transactions);

    private record Event(String at, String caller, String reference) {}

    @Test
    void the_audit_of_version_18_holds_and_goes_on() {
        Flyway.configure().dataSource(store).target("18").load().migrate();
        EVENTS.forEach(this::write);
        sealAsBefore();

        Flyway.configure().dataSource(store).load().migrate();
        VerifyAudit.Found migrated = verify.verify();
        assertThat(migrated.breaks()).isEmpty();
        assertThat(migrated.sealed()).isEqualTo(EVENTS.size());
        assertThat(migrated.pending()).isZero();

        write(new Event("2026-11-27T09:00:00Z", "new", ""));
        assertThat(new SealAudit(jdbc, transactions).seal()).hasSize(1);
        assertThat(verify.verify().breaks()).isEmpty();
        assertThat(verify.verify().sealed()).isEqualTo(EVENTS.size() + 1);

        jdbc.sql("ALTER TABLE audit DISABLE TRIGGER audit_is_append_only").update();
        jdbc.sql("UPDATE audit SET caller = 'another' WHERE id = 4").update();
        assertThat(verify.verify().breaks()).containsExactly("link 4, row 4, was changed");
    }

    private void write(Event event) {
        jdbc.sql("""
                        INSERT INTO audit (at, what, caller, reference, request_id, service, address, detail)
                        VALUES (?, 'request', ?, ?, 'r', 's', '127.0.0.1', 'd')""")
                .params(OffsetDateTime.parse(event.at()), event.caller(), event.reference())
                .update();
    }

    private void sealAsBefore() {
        String hash = AuditRowHash.BEGINNING;
        for (int id = 1; id <= SEALED; id++) {
            List<String> fields = jdbc.sql("SELECT " + AuditRowHash.COLUMNS + " FROM audit a WHERE id = ?")
                    .param(id)
                    .query((row, number) -> AuditRowHash.fields(row))
                    .single();
            hash = AuditRowHash.hash(hash, fields);
            jdbc.sql("INSERT INTO audit_seal VALUES (?, ?, ?)")
                    .params(id, id, hash)
                    .update();
            jdbc.sql("DELETE FROM audit_pending WHERE audit_id = ?").param(id).update();
        }
    }
}
