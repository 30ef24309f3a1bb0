package io.barsgateway.cases.timeline;

import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.identity.ServiceScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds cases for a person who is asked about one. What another service holds is never found. */
@Component
public final class FindCases {

    /** More are not told: who finds so many knows too little. */
    public static final int MOST = 50;

    private static final String SELECT = """
            SELECT c.id, c.reference, c.role, c.service, c.counterpart, c.use_case, c.status, c.encounter_status, c.correlation_id,
                   c.opened_at, coalesce((SELECT m.meaning FROM message m WHERE m.case_id = c.id ORDER BY m.held_at LIMIT 1), '') AS about
              FROM bars_case c
             WHERE (:all OR c.service = ANY (:services) OR split_part(c.service, '|', 2) = ANY (:services))
               AND""";

    private static final String IN_ORDER = " ORDER BY c.opened_at DESC LIMIT " + MOST;

    private final JdbcClient jdbc;

    FindCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the reference that people know it by. */
    public List<FoundCase> byReference(ServiceScope scope, String reference) {
        return list(scope, " c.reference = :reference", "reference", reference);
    }

    /** By an X-Request-Id, X-Correlation-Id or Bundle.id of any of its messages, by the id of a message, or by the id that we gave its subject. */
    public List<FoundCase> byId(ServiceScope scope, UUID id) {
        return list(scope, """
                 c.id IN (SELECT case_id FROM message WHERE lower(request_id) = :id
                          UNION SELECT case_id FROM message WHERE lower(bundle_id) = :id
                          UNION SELECT case_id FROM message WHERE id = CAST(:id AS uuid)
                          UNION SELECT id FROM bars_case WHERE lower(correlation_id) = :id
                          UNION SELECT id FROM bars_case WHERE subject_id = :id)""", "id", id.toString());
    }

    /** Of a patient, the newest first. */
    public List<FoundCase> byNhsNumber(ServiceScope scope, String number) {
        return list(scope, " c.nhs_number = :number AND c.nhs_number <> ''", "number", number);
    }

    /** Of patients who have every one of these names, in small letters, that birth date and that postcode. */
    public List<FoundCase> byPerson(ServiceScope scope, List<String> names, String birthDate, String postcode) {
        return jdbc.sql(SELECT
                        + " c.birth_date = :birth AND c.birth_date <> '' AND c.postcode = :postcode AND c.names @> CAST(:names AS text[])"
                        + IN_ORDER)
                .param("all", scope.all())
                .param("services", scope.named().toArray(String[]::new))
                .param("birth", birthDate)
                .param("postcode", postcode)
                .param("names", names.toArray(String[]::new))
                .query(FindCases::row)
                .list();
    }

    /** A request that came to nothing: no message of it is held. */
    public record RefusedRequest(String requestId, String service, String verdict, String words, Instant at) {}

    /** What requests with that id were refused for, where that was a verdict on their content. */
    public List<RefusedRequest> refused(ServiceScope scope, UUID requestId) {
        return jdbc.sql("""
                        SELECT request_id, service, verdict, diagnostics AS words, decided_at AS at FROM request_outcome
                         WHERE request_id = ANY (:ids) AND verdict <> 'ACCEPTED'
                           AND (:all OR service = ANY (:services) OR split_part(service, '|', 2) = ANY (:services))
                         ORDER BY decided_at""")
                .param(
                        "ids",
                        new String[] {requestId.toString(), requestId.toString().toUpperCase(Locale.ROOT)})
                .param("all", scope.all())
                .param("services", scope.named().toArray(String[]::new))
                .query(RefusedRequest.class)
                .list();
    }

    private List<FoundCase> list(ServiceScope scope, String condition, String name, String value) {
        return jdbc.sql(SELECT + " " + condition + IN_ORDER)
                .param("all", scope.all())
                .param("services", scope.named().toArray(String[]::new))
                .param(name, value)
                .query(FindCases::row)
                .list();
    }

    private static FoundCase row(ResultSet row, int number) throws SQLException {
        return new FoundCase(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                CaseRole.read(row.getString("role")),
                row.getString("service"),
                row.getString("counterpart"),
                row.getString("about"),
                row.getString("use_case"),
                Status.valueOf(row.getString("status")),
                row.getString("encounter_status"),
                row.getString("correlation_id"),
                row.getTimestamp("opened_at").toInstant());
    }
}
