package io.barsgateway.cases;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.content.CaseContent;
import io.barsgateway.outbox.content.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions about cases. Those by reference and by conversation lock what they return until the transaction
 * ends that is open; without one they lock nothing. */
@Component
public final class Cases {

    private static final String SELECT =
            SqlText.of("""
            SELECT id, reference, service, counterpart, correlation_id, request_bundle_id, category, use_case,
                   encounter_url, encounter_status, status, changed_at, role,
                   (SELECT m.bundle_id FROM message m WHERE m.case_id = k.id AND m.direction = {IN}
                       AND m.meaning <> {REFUSED} ORDER BY m.held_at DESC LIMIT 1) AS latest_bundle_id,
            """, Direction.values(), Meaning.values()) + CaseContent.COLUMNS + " FROM bars_case k";

    private static final String RECEIVED =
            SqlText.of(SELECT + " WHERE role = {RECEIVER} AND service = ?", CaseRole.values());
    private static final String SENT = SqlText.of(SELECT + " WHERE role = {SENDER} AND service = ?", CaseRole.values());

    private static final String OPEN = SqlText.of("""
            SELECT id FROM bars_case WHERE service = ? AND subject_id = lower(?) AND role = {RECEIVER}
               AND status = {OPEN} AND nhs_number IN ('', ?)""", CaseRole.values(), Status.values());

    private final JdbcClient jdbc;

    Cases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the id that we gave its ServiceRequest or Appointment: a UUID in small letters, however it comes back. */
    private List<HeldCase> bySubjectId(String service, String subjectId) {
        return jdbc.sql(RECEIVED + " AND subject_id = lower(?)")
                .params(service, subjectId)
                .query(Cases::row)
                .list();
    }

    /** Of those by that id, the ones that are open and about no patient with another NHS number. */
    public List<UUID> openBySubjectId(String service, String subjectId, String nhsNumber) {
        return jdbc.sql(OPEN)
                .params(service, subjectId, nhsNumber)
                .query(UUID.class)
                .list();
    }

    /** By what the Sender called its ServiceRequest or Appointment in that conversation. */
    private List<HeldCase> bySubjectUrl(String service, String correlationId, String subjectUrl) {
        return jdbc.sql(RECEIVED + " AND lower(correlation_id) = lower(?) AND lower(subject_url) = lower(?)")
                .params(service, correlationId, subjectUrl)
                .query(Cases::row)
                .list();
    }

    /**
     * What a message of that conversation is about: by the id that we gave its subject. Published cancels carry none although it is
     * the key; then by what the Sender called the subject.
     */
    public List<HeldCase> about(String service, String correlationId, Entry subject) {
        List<HeldCase> byId = Tree.text(subject.resource(), "id")
                .map(id -> bySubjectId(service, id))
                .orElse(List.of());
        return byId.isEmpty() ? bySubjectUrl(service, correlationId, subject.fullUrl()) : byId;
    }

    /** Until the transaction ends that is open, nobody else opens a case of that service by an update. */
    public void lockOpening(String service) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("opened by an update for " + service)
                .query((row, number) -> number)
                .single();
    }

    /** Locks the case and the one that it is linked with, until the transaction ends; everybody locks the two in the same order. */
    public void lockHalves(UUID caseId) {
        jdbc.sql("SELECT id FROM bars_case WHERE id = ? OR linked_case = ? ORDER BY id FOR UPDATE")
                .params(caseId, caseId)
                .query(UUID.class)
                .list();
    }

    /** What we sent, by the Bundle.id of any message of its conversation. */
    public List<HeldCase> sentByBundleId(String service, String bundleId) {
        return jdbc.sql(SENT + " AND id IN (SELECT case_id FROM message WHERE lower(bundle_id) = lower(?))")
                .params(service, bundleId)
                .query(Cases::row)
                .list();
    }

    /** What we sent in a conversation with that service. */
    public List<HeldCase> sentTo(String service, String counterpart, String correlationId) {
        return jdbc.sql(SENT + " AND split_part(counterpart, '|', 2) = ?" + " AND lower(correlation_id) = lower(?)")
                .params(service, counterpart, correlationId)
                .query(Cases::row)
                .list();
    }

    /** By its reference, however a person typed it. */
    public Optional<HeldCase> byReference(String reference) {
        return jdbc.sql(SELECT + " WHERE reference = ? FOR UPDATE")
                .param(Reference.read(reference).orElse(reference))
                .query(Cases::row)
                .optional();
    }

    public Optional<HeldCase> linkedTo(UUID caseId) {
        return jdbc.sql(SELECT + " WHERE linked_case = ? FOR UPDATE").param(caseId).query(Cases::row).list().stream()
                .findFirst();
    }

    public List<HeldCase> byCorrelationId(String correlationId) {
        return jdbc.sql(SELECT + " WHERE lower(correlation_id) = lower(?) ORDER BY opened_at FOR UPDATE")
                .param(correlationId)
                .query(Cases::row)
                .list();
    }

    private static HeldCase row(ResultSet row, int number) throws SQLException {
        CaseState state = new CaseState(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                Status.valueOf(row.getString("status")),
                row.getString("encounter_url"),
                CaseContent.read(row));
        return new HeldCase(
                state,
                endpoint(row.getString("service")),
                endpoint(row.getString("counterpart")),
                row.getString("correlation_id"),
                row.getString("request_bundle_id"),
                row.getString("latest_bundle_id"),
                row.getString("category"),
                row.getString("use_case"),
                row.getString("encounter_status"),
                CaseRole.read(row.getString("role")),
                row.getTimestamp("changed_at").toInstant());
    }

    private static ServiceId endpoint(String text) {
        return ServiceId.ofEndpoint(text)
                .orElseThrow(() -> new IllegalStateException("A stored endpoint is system|value"));
    }
}
