package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.VerifyAudit;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Who tried what can be asked later, and nobody can change the answer unseen. */
@GatewayTest
class AuditIT {

    private final Listener inbound;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final VerifyAudit verify;
    private final TransactionOperations transactions;

    AuditIT(
            @Qualifier("inboundListener") Listener inbound,
            JdbcClient jdbc,
            AuditTrail audit,
            VerifyAudit verify,
            TransactionOperations transactions) {
        this.transactions = transactions;
        this.inbound = inbound;
        this.jdbc = jdbc;
        this.audit = audit;
        this.verify = verify;
    }

    @Test
    void accepted_and_refused_requests_are_audited_with_who_and_why() throws Exception {
        ProxyClient good = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        ProxyClient bad = ProxyClient.at(inbound.boundPort()).to("2000000000");
        good.post(Messages.validation());
        bad.post(Messages.validation());

        assertThat(row(good)).startsWith("accepted").contains("bars-proxy.local", "127.0.0.1");
        assertThat(row(bad)).startsWith("refused 404 not-found").contains("bars-proxy.local", "127.0.0.1");
    }

    private String row(ProxyClient request) {
        return Awaitility.await()
                .until(
                        () -> jdbc.sql("""
                                        SELECT outcome || ' ' || rule || ' ' || caller || ' ' || address || ' ' || thumbprint
                                          FROM audit WHERE request_id = ? AND what = 'request'""")
                                .param(request.header("X-Request-Id"))
                                .query(String.class)
                                .list(),
                        rows -> rows.size() == 1)
                .get(0);
    }

    @Test
    void a_row_cannot_be_changed_and_whoever_forces_it_is_seen() throws Exception {
        ProxyClient request = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        request.post(Messages.validation());
        // The delivery of this message may still be writing events, and a block of the audit ends before the first
        // event that is not committed
        sealAll();
        assertThat(verify.verify().breaks()).isEmpty();
        long id = jdbc.sql("SELECT id FROM audit WHERE request_id = ? AND what = 'request'")
                .param(request.header("X-Request-Id"))
                .query(Long.class)
                .single();

        assertThatThrownBy(() -> jdbc.sql("UPDATE audit SET caller = 'x' WHERE id = ?")
                        .param(id)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_block").update()).isInstanceOf(DataAccessException.class);

        String change = "UPDATE audit SET caller = '%s' WHERE id = " + id;
        forced("audit", change.formatted("somebody else"));
        try {
            assertThat(verify.verify().breaks()).hasSize(1).first().asString().contains("row " + id, "was changed");
        } finally {
            forced("audit", change.formatted("bars-proxy.local"));
        }
        assertThat(verify.verify().breaks()).isEmpty();
    }

    @Test
    void the_audit_check_finds_a_removed_block() {
        sealAll();
        long last =
                jdbc.sql("SELECT max(seq) FROM audit_block").query(Long.class).single();
        forced("audit_block", "UPDATE audit_block SET seq = seq + 1 WHERE seq = " + last);
        try {
            assertThat(verify.verify().breaks()).containsExactly("block " + last + " is missing");
        } finally {
            forced("audit_block", "UPDATE audit_block SET seq = seq - 1 WHERE seq > " + last);
        }
        assertThat(verify.verify().breaks()).isEmpty();
    }

    @Test
    void the_audit_check_finds_an_event_that_was_taken_out() {
        sealAll();
        long id = newest();
        forced(
                "audit",
                "CREATE TABLE taken AS SELECT * FROM audit WHERE id = " + id,
                "DELETE FROM audit WHERE id = " + id);
        try {
            assertThat(verify.verify().breaks())
                    .singleElement()
                    .asString()
                    .contains("which ends with row " + id + ", has ");
        } finally {
            forced("audit", "INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM taken", "DROP TABLE taken");
        }
        assertThat(verify.verify().breaks()).isEmpty();
    }

    @Test
    void the_audit_check_finds_an_event_that_was_put_in() {
        sealAll();
        long free = jdbc.sql("SELECT nextval(pg_get_serial_sequence('audit', 'id'))")
                .query(Long.class)
                .single();
        audit.note(AuditEvent.of(Instant.now(), "request", "refused"));
        sealAll();
        assertThat(newest()).isGreaterThan(free);
        forced("audit", """
                INSERT INTO audit OVERRIDING SYSTEM VALUE
                SELECT (jsonb_populate_record(a, jsonb_build_object('id', %d))).* FROM audit a WHERE id = %d""".formatted(free, newest()));
        try {
            assertThat(verify.verify().breaks())
                    .singleElement()
                    .asString()
                    .contains("row " + free + ", was changed, or one before it");
        } finally {
            forced("audit", "DELETE FROM audit WHERE id = " + free);
        }
        assertThat(verify.verify().breaks()).isEmpty();
    }

    /** An event of a transaction that is open has a lower id than one that is there already. */
    @Test
    void an_event_that_comes_late_is_sealed_in_its_place() {
        sealAll();
        long before = newest();
        transactions.executeWithoutResult(late -> {
            audit.write(AuditEvent.of(Instant.now(), "request", "held"));
            CompletableFuture.runAsync(() -> {
                        audit.note(AuditEvent.of(Instant.now(), "request", "refused"));
                        audit.flush();
                        audit.flush();
                        assertThat(verify.verify().pending()).isPositive();
                    })
                    .join();
        });
        sealAll();

        assertThat(verify.verify().breaks()).isEmpty();
        assertThat(newest()).isGreaterThanOrEqualTo(before + 2);
    }

    /** Else nobody would hear of a transaction of somebody else that keeps the audit from being sealed. */
    @Test
    void an_audit_that_cannot_be_sealed_is_not_up_to_date() {
        sealAll();
        Instant before = Instant.now();
        transactions.executeWithoutResult(late -> {
            audit.write(AuditEvent.of(Instant.now(), "request", "held"));
            CompletableFuture.runAsync(() -> {
                        audit.note(AuditEvent.of(before, "request", "refused"));
                        Instant noted = Instant.now();
                        audit.flush();
                        assertThat(audit.backlog().upToDate()).isBeforeOrEqualTo(noted);
                    })
                    .join();
        });
        sealAll();

        Awaitility.await().until(() -> {
            audit.flush();
            return audit.backlog().upToDate().isAfter(before);
        });
    }

    private void sealAll() {
        Awaitility.await().until(() -> {
            audit.flush();
            return jdbc.sql("SELECT count(*) FROM work WHERE status = 'ready'")
                                    .query(Integer.class)
                                    .single()
                            == 0
                    && verify.verify().pending() == 0;
        });
    }

    private long newest() {
        return jdbc.sql("SELECT max(id) FROM audit").query(Long.class).single();
    }

    /** As the owner of the tables could. */
    private void forced(String table, String... statements) {
        jdbc.sql("ALTER TABLE %s DISABLE TRIGGER %s_is_append_only".formatted(table, table))
                .update();
        try {
            List.of(statements).forEach(statement -> jdbc.sql(statement).update());
        } finally {
            jdbc.sql("ALTER TABLE %s ENABLE TRIGGER %s_is_append_only".formatted(table, table))
                    .update();
        }
    }
}
