package io.barsgateway.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.content.CaseContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * ServiceRequests and Appointments that were sent to one service, as they stand now. What another service holds is never
 * found.
 */
@Component
public final class SearchCases {

    private static final String SELECT = SqlText.of(
            "SELECT status, subject_url, " + CaseContent.COLUMNS
                    + " FROM bars_case k WHERE role = {RECEIVER} AND service = ? AND subject_type = ? ",
            CaseRole.values());
    private static final String IN_ORDER = " ORDER BY opened_at LIMIT 500";

    private final JdbcClient jdbc;

    SearchCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the id that we gave it. */
    public Optional<ObjectNode> byId(ServiceId service, String type, String id) {
        return jdbc
                .sql(SELECT + "AND subject_id = lower(?)")
                .params(service.toString(), type, id)
                .query(SearchCases::subject)
                .list()
                .stream()
                .findFirst();
    }

    /** Of a patient, oldest first. */
    public List<ObjectNode> byNhsNumber(ServiceId service, String type, String number) {
        return jdbc.sql(SELECT + "AND nhs_number = ? AND nhs_number <> ''" + IN_ORDER)
                .params(service.toString(), type, number)
                .query(SearchCases::subject)
                .list();
    }

    /** Of patients who have every one of these names, lower-case, that birth date and that postcode. */
    public List<ObjectNode> byPerson(
            ServiceId service, String type, List<String> names, String birthDate, String postcode) {
        return jdbc.sql(SELECT
                        + "AND birth_date = ? AND birth_date <> '' AND postcode = ? AND names @> string_to_array(?, ' ')"
                        + IN_ORDER)
                .params(service.toString(), type, birthDate, postcode, String.join(" ", names))
                .query(SearchCases::subject)
                .list();
    }

    /** By a business identifier: its own, or the reference that people know the case by; without a system, of any. */
    public List<ObjectNode> byIdentifier(ServiceId service, String type, @Nullable String system, String value) {
        String condition = system == null
                ? "AND values_of(identifiers) @> ARRAY[?]::text[]"
                // The first is what the index knows
                : "AND values_of(identifiers) @> ARRAY[split_part(?, '|', 2)] AND identifiers @> ARRAY[?]::text[]";
        return jdbc.sql(SELECT + condition + IN_ORDER)
                .params(
                        system == null
                                ? List.of(service.toString(), type, value)
                                : List.of(service.toString(), type, system + "|" + value, system + "|" + value))
                .query(SearchCases::subject)
                .list();
    }

    private static ObjectNode subject(ResultSet row, int number) throws SQLException {
        MessageBundle merged = CaseContent.read(row);
        ObjectNode subject = merged.resolve(row.getString("subject_url"))
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("A case holds what it is about"));
        if (subject.path("status").asText().equals("active")) {
            // Closed here, whatever the wire value of the response was: it takes no update any more
            switch (Status.valueOf(row.getString("status"))) {
                case COMPLETED -> subject.put("status", "completed");
                case REJECTED -> subject.put("status", "revoked");
                case OPEN, CANCELLED -> {
                    // As its Sender left it
                }
            }
        }
        return subject;
    }
}
