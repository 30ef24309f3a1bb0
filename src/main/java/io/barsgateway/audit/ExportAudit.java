package io.barsgateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit as FHIR R4 AuditEvent resources, oldest first, one JSON object a line. */
@Component
public final class ExportAudit {

    private static final String TYPES = "http://dicom.nema.org/resources/ontology/DCM";
    private static final Set<String> UNSUCCESSFUL = Set.of("refused", "failed", "lost");
    /** The last event of the blocks in which nothing is as late as a time, so that years of events are not read for the last hour's. */
    private static final String BEFORE =
            "SELECT b.last_id FROM audit_block b WHERE b.latest < ? ORDER BY b.latest DESC, b.seq DESC LIMIT 1";

    /** How many events a page has at most. */
    public static final int PAGE = 5000;

    private final JdbcClient jdbc;

    ExportAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At most 5,000 events since then, those after {@code afterId} only: the next page begins after the last id of this. */
    public List<String> since(Instant since, long afterId) {
        return jdbc.sql("SELECT " + AuditRowHash.COLUMNS + " FROM audit a WHERE a.at >= ? AND a.id > greatest(?, ("
                        + BEFORE + ")) ORDER BY a.id LIMIT " + PAGE)
                .params(Timestamp.from(since), afterId, Timestamp.from(since))
                .query((row, number) -> new String(FhirJson.write(resource(row)), StandardCharsets.UTF_8))
                .list();
    }

    /**
     * At most 5,000 events about that case, in the same way. Events that name no case are about it where they have the id of a request
     * of it; an id that another case has too says nothing about that one.
     */
    public List<String> of(String reference, long afterId) {
        return jdbc.sql("SELECT " + AuditRowHash.COLUMNS
                        + " FROM audit a WHERE a.reference = :reference AND a.reference <> '' AND a.id > :after UNION SELECT "
                        + AuditRowHash.COLUMNS
                        + " FROM audit a WHERE lower(a.request_id) IN (SELECT lower(r.request_id) FROM audit r"
                        + " WHERE r.reference = :reference AND r.reference <> '' AND r.request_id <> '')"
                        + " AND a.request_id <> '' AND a.reference = '' AND a.id > :after ORDER BY id LIMIT " + PAGE)
                .param("reference", reference)
                .param("after", afterId)
                .query((row, number) -> new String(FhirJson.write(resource(row)), StandardCharsets.UTF_8))
                .list();
    }

    private static ObjectNode resource(ResultSet row) throws SQLException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("resourceType", "AuditEvent").put("id", row.getString("id"));
        event.putObject("type").put("system", TYPES).put("code", "110112").put("display", row.getString("what"));
        event.put("recorded", row.getTimestamp("at").toInstant().toString());
        String outcome = row.getString("outcome");
        event.put("outcome", UNSUCCESSFUL.contains(outcome) ? "4" : "0");
        event.put("outcomeDesc", (outcome + " " + row.getString("rule")).strip());
        ObjectNode agent = event.putArray("agent").addObject();
        agent.putObject("who").put("display", row.getString("caller"));
        agent.put("requestor", true);
        if (!row.getString("address").isEmpty()) {
            agent.putObject("network").put("address", row.getString("address")).put("type", "2");
        }
        event.putObject("source").putObject("observer").put("display", "BaRS Gateway");
        ObjectNode entity = event.putArray("entity").addObject();
        var details = entity.putArray("detail");
        for (String column :
                List.of("service", "reference", "request_id", "correlation_id", "sha256", "thumbprint", "detail")) {
            if (!row.getString(column).isEmpty()) {
                details.addObject().put("type", column).put("valueString", row.getString(column));
            }
        }
        return event;
    }
}
