package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.ExportAudit;
import io.barsgateway.audit.VerifyAudit;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the audit has goes out to whoever must show it, of a time or of one case. */
@GatewayTest
class ExportedAuditIT {

    private final Listener inbound;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final VerifyAudit verify;
    private final ExportAudit export;

    ExportedAuditIT(
            @Qualifier("inboundListener") Listener inbound,
            JdbcClient jdbc,
            AuditTrail audit,
            VerifyAudit verify,
            ExportAudit export) {
        this.inbound = inbound;
        this.jdbc = jdbc;
        this.audit = audit;
        this.verify = verify;
        this.export = export;
    }

    @Test
    void it_goes_out_as_audit_events() throws Exception {
        long earlier = newest();
        ProxyClient request = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        request.post(Messages.validation());
        audit.flush();

        List<JsonNode> events = export.since(Instant.now().minusSeconds(60), earlier).stream()
                .map(line -> FhirJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();

        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("resourceType").asText()).isEqualTo("AuditEvent");
            assertThat(event.path("agent").path(0).path("requestor").asBoolean())
                    .isTrue();
            assertThat(event.path("recorded").asText()).isNotEmpty();
        });
        assertThat(events.toString()).contains(request.header("X-Request-Id"));
    }

    /** Senders make the ids of requests: two of them may make the same. */
    @Test
    void another_case_of_the_same_request_id_is_not_told_of() {
        String request = UUID.randomUUID().toString();
        for (String reference : List.of("AAAAA-00001", "BBBBB-00002", "")) {
            audit.note(AuditEvent.of(Instant.now(), "request", "accepted")
                    .by("", "of " + reference)
                    .about("1", request, "", "")
                    .in(reference));
        }
        audit.flush();

        assertThat(export.of("AAAAA-00001", 0)).hasSize(2).noneMatch(event -> event.contains("BBBBB-00002"));
    }

    /** Events of years are not read for those of the last hour. */
    @Test
    void an_export_passes_over_blocks_of_before_its_time() throws Exception {
        long earlier = newest();
        String before = accepted();
        sealAll();
        long seq =
                jdbc.sql("SELECT max(seq) FROM audit_block").query(Long.class).single();
        later(seq, Duration.ofDays(-1));
        String since = accepted();
        sealAll();
        try {
            assertThat(export.since(Instant.now().minusSeconds(3600), earlier).toString())
                    .contains(since)
                    .doesNotContain(before);
            assertThat(export.since(Instant.now().minus(Duration.ofDays(2)), earlier)
                            .toString())
                    .contains(since, before);
        } finally {
            later(seq, Duration.ofDays(1));
        }
    }

    /** Other stories write into the same audit, and an export gives a page of it. */
    private long newest() {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM audit")
                .query(Long.class)
                .single();
    }

    private void sealAll() {
        Awaitility.await().until(() -> {
            audit.flush();
            return verify.verify().pending() == 0;
        });
    }

    private void later(long block, Duration by) {
        jdbc.sql("ALTER TABLE audit_block DISABLE TRIGGER audit_block_is_append_only")
                .update();
        jdbc.sql("UPDATE audit_block SET latest = latest + ? * interval '1 hour' WHERE seq = ?")
                .params(by.toHours(), block)
                .update();
        jdbc.sql("ALTER TABLE audit_block ENABLE TRIGGER audit_block_is_append_only")
                .update();
    }

    private String accepted() throws Exception {
        ProxyClient request = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        request.post(Messages.validation());
        return request.header("X-Request-Id");
    }

    @Test
    void it_goes_out_for_one_case_too() throws Exception {
        ProxyClient request = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        ProxyClient other = ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
        request.post(Messages.validation());
        other.post(Messages.validation());
        String reference = Awaitility.await()
                .until(
                        () -> jdbc.sql("SELECT reference FROM audit WHERE request_id = ? AND reference <> ''")
                                .param(request.header("X-Request-Id"))
                                .query(String.class)
                                .list(),
                        found -> !found.isEmpty())
                .get(0);
        audit.flush();

        List<String> events = export.of(reference, 0);

        assertThat(events).isNotEmpty().allMatch(event -> event.contains(request.header("X-Request-Id")));
        assertThat(events.toString()).contains("\"display\":\"request\"").doesNotContain(other.header("X-Request-Id"));
        assertThat(export.of("00000-00000", 0)).isEmpty();
    }
}
