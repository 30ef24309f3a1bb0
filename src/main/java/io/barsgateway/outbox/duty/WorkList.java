package io.barsgateway.outbox.duty;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceScope;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.CaseContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Work that is not done, for people: the most urgent first, by when it is due. */
@Component
public final class WorkList {

    /** Named parameters of every search: what somebody may see, and what they ask for. */
    static final String WANTED = SqlText.of("""
            w.status NOT IN ({DONE}, {HANDLED})
               AND (:all OR w.service = ANY (:services) OR split_part(w.service, '|', 2) = ANY (:services))
               AND (:service = '' OR w.service = :service OR split_part(w.service, '|', 2) = :service)
               AND (:kind = '' OR w.kind = :kind)
               AND (:owner = '' OR w.owner = :owner)
               AND (:anyCase OR w.case_id = (SELECT id FROM bars_case WHERE reference = :reference))
            """, WorkStatus.values());

    private static final String ITEM = """
            SELECT w.*, m.meaning, m.counterpart, m.request_id, m.correlation_id, m.sha256, k.reference, k.opened_at,
                   coalesce(w.leased_until > now(), false) AS leased,
            """;

    private static final String CASE =
            "SELECT k.id, " + CaseContent.COLUMNS + " FROM bars_case k WHERE k.id = ANY (:ids)";

    /** Whole cases that are in memory at once, while they are read. */
    private static final int CASES_AT_ONCE = 50;

    private final JdbcClient jdbc;

    WorkList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What to look for.
     *
     * @param scope services that whoever asks may see
     * @param service id, as value or system|value; empty for each
     * @param kind null for every one
     * @param state null for every one
     * @param owner whose; empty for everybody's and nobody's
     * @param reference of one case; empty for all
     */
    public record Wanted(
            ServiceScope scope,
            String service,
            @Nullable WorkKind kind,
            @Nullable WorkState state,
            String owner,
            String reference) {

        /** Everything that one may see. */
        public static Wanted all(ServiceScope scope) {
            return new Wanted(scope, "", null, null, "", "");
        }

        /** The same, in whatever state. */
        public Wanted inEveryState() {
            return new Wanted(scope, service, kind, null, owner, reference);
        }

        /** The same, of one case only. */
        public Wanted ofCase(String ofReference) {
            return new Wanted(scope, service, kind, state, owner, ofReference);
        }
    }

    /**
     * One piece of work.
     *
     * @param attempts that were made
     * @param leased whether an attempt is under way
     * @param reason why the last attempt failed; empty where none did
     * @param owner credential of who looks after it; empty while nobody does
     * @param notice whether it only tells what became of something else
     */
    public record Item(
            long id,
            WorkKind kind,
            WorkState state,
            String reference,
            Meaning meaning,
            String service,
            String counterpart,
            String requestId,
            String correlationId,
            UUID messageId,
            UUID caseId,
            String sha256,
            int attempts,
            boolean leased,
            String reason,
            String owner,
            boolean notice,
            Instant since,
            @Nullable Instant nextAt,
            @Nullable Instant dueAt) {

        /** What a person types who has handled it in another way, whole. */
        public String doneCommand() {
            return "bars done " + id + " --reason \"WHY\" --spoke-to \"WHOM YOU TOLD\"";
        }
    }

    /** At most so many, the most urgent first. */
    public List<Item> find(Wanted wanted, int limit) {
        String asked = wanted.state() == null ? "" : " AND " + wanted.state().isIt();
        return bind(
                        jdbc.sql(ITEM + WorkState.expression() + " AS state FROM (SELECT * FROM work w WHERE " + WANTED
                                + asked + " ORDER BY w.due_at NULLS FIRST, w.id LIMIT :limit) w"
                                + " JOIN message m ON m.id = w.message_id JOIN bars_case k ON k.id = w.case_id"
                                + " ORDER BY w.due_at NULLS FIRST, w.id"),
                        wanted)
                .param("limit", limit)
                .query(WorkList::item)
                .list();
    }

    /** Those of them that are wanted. */
    List<Item> byId(Wanted wanted, List<Long> ids) {
        return bind(
                        jdbc.sql(ITEM + WorkState.expression()
                                + " AS state FROM work w JOIN message m ON m.id = w.message_id JOIN bars_case k ON k.id = w.case_id WHERE "
                                + WANTED + " AND w.id = ANY (:ids) ORDER BY w.id"),
                        wanted)
                .param("ids", ids.toArray(Long[]::new))
                .query(WorkList::item)
                .list();
    }

    /** Each of those cases once, as it stands, in FHIR JSON. Only few of them are in memory at once. */
    public void eachCase(Collection<UUID> ids, BiConsumer<UUID, Original> use) {
        List<UUID> all = List.copyOf(new LinkedHashSet<>(ids));
        for (int from = 0; from < all.size(); from += CASES_AT_ONCE) {
            List<UUID> some = all.subList(from, Math.min(all.size(), from + CASES_AT_ONCE));
            jdbc.sql(CASE).param("ids", some.toArray(UUID[]::new)).query(row -> {
                byte[] content = FhirJson.write(CaseContent.read(row).tree());
                use.accept(row.getObject("id", UUID.class), new Original(content));
            });
        }
    }

    /** How much there is of each state, service and kind. */
    public List<Count> count(Wanted wanted) {
        return bind(
                        jdbc.sql("SELECT w.service, w.kind, " + WorkState.expression()
                                + " AS state, count(*) AS number FROM work w WHERE " + WANTED
                                + " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
                        wanted)
                .query((row, number) -> new Count(
                        row.getString("service"),
                        WorkKind.read(row.getString("kind")),
                        WorkState.valueOf(row.getString("state")),
                        row.getLong("number")))
                .list();
    }

    /** So many. */
    public record Count(String service, WorkKind kind, WorkState state, long number) {}

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Wanted wanted) {
        return statement
                .param("all", wanted.scope().all())
                .param("services", wanted.scope().named().toArray(String[]::new))
                .param("service", wanted.service())
                .param("kind", wanted.kind() == null ? "" : wanted.kind().column())
                .param("owner", wanted.owner())
                .param("anyCase", wanted.reference().isEmpty())
                .param("reference", wanted.reference());
    }

    static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getLong("id"),
                WorkKind.read(row.getString("kind")),
                WorkState.valueOf(row.getString("state")),
                row.getString("reference"),
                Meaning.valueOf(row.getString("meaning")),
                row.getString("service"),
                row.getString("counterpart"),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getObject("message_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("sha256"),
                row.getInt("attempts"),
                row.getBoolean("leased"),
                row.getString("reason"),
                row.getString("owner"),
                row.getBoolean("notice"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("next_at")),
                instant(row.getTimestamp("due_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
