package io.barsgateway.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes into the PostgreSQL of a gateway what years of service leave behind: cases with their first message, its outcome, its work
 * and its audit, all with ids of their own and otherwise like one that the gateway has held and delivered. Constraints stay on.
 *
 * <p>What waits is of a paused service and has its whole body. What was delivered has a short one, as the rows of a table have where
 * the body lies outside of them. The audit that it writes counts as sealed, so that the gateway does not seal it while it is
 * measured.
 */
final class MuchHeld {

    private static final String LIKE = """
            CREATE TEMP TABLE one AS SELECT m.id AS message_id, m.case_id, m.request_id FROM message m
              JOIN work w ON w.message_id = m.id WHERE w.status = 'done' ORDER BY w.id DESC LIMIT 1
            """;
    private static final String IDS = """
            CREATE TEMP TABLE twin AS SELECT n, n <= %2$d AS waits, CASE WHEN n <= %2$d THEN '%3$s' ELSE '%4$s' END AS service,
                   gen_random_uuid() AS case_id, gen_random_uuid() AS message_id, gen_random_uuid() AS bundle_id,
                   gen_random_uuid() AS request_id, gen_random_uuid() AS correlation_id, gen_random_uuid() AS subject_id
              FROM generate_series(1, %1$d) n
            """;
    private static final String CASES = """
            INSERT INTO bars_case SELECT filled.* FROM one, bars_case k, twin, jsonb_populate_record(k, jsonb_build_object(
                   'id', twin.case_id, 'reference', 'BENCH-' || n, 'service', twin.service, 'correlation_id', twin.correlation_id,
                   'request_bundle_id', twin.bundle_id, 'subject_id', twin.subject_id, 'opened_by', twin.message_id,
                   'nhs_number', (4000000000 + n)::text, 'birth_date', (date '1930-01-01' + n % 30000)::text,
                   'postcode', 'ZZ' || n % 100000, 'identifiers', jsonb_build_array('https://example.org/Id/bench|' || n),
                   'status', CASE WHEN waits THEN 'OPEN' ELSE 'COMPLETED' END)) filled
             WHERE k.id = one.case_id
            """;
    private static final String MESSAGES = """
            INSERT INTO message SELECT filled.* FROM one, message m, twin, jsonb_populate_record(m, jsonb_build_object(
                   'id', twin.message_id, 'case_id', twin.case_id, 'service', twin.service, 'bundle_id', twin.bundle_id,
                   'request_id', twin.request_id, 'correlation_id', twin.correlation_id)
                   || CASE WHEN waits THEN '{}'::jsonb ELSE jsonb_build_object('body', convert_to('{}', 'UTF8')) END) filled
             WHERE m.id = one.message_id
            """;
    private static final String OUTCOMES = """
            INSERT INTO request_outcome SELECT filled.* FROM one, request_outcome o, twin, jsonb_populate_record(o,
                   jsonb_build_object('request_id', twin.request_id, 'service', twin.service)) filled
             WHERE o.request_id = one.request_id
            """;
    private static final String WORK = """
            INSERT INTO work (kind, lane, case_id, message_id, service, status, next_at, created_at, changed_at, due_at, attempts,
                   may_have_arrived)
            SELECT 'deliver', service, case_id, message_id, service, CASE WHEN waits THEN 'ready' ELSE 'done' END, now(), now(), now(),
                   now() + interval '1 day', CASE WHEN waits THEN 0 ELSE 1 END, NOT waits FROM twin
            """;
    private static final String AUDIT = """
            INSERT INTO audit (at, what, outcome, rule, caller, thumbprint, address, service, request_id, correlation_id, sha256, detail,
                   reference)
            SELECT at, what, outcome, rule, caller, thumbprint, address, twin.service, twin.request_id::text, twin.correlation_id::text,
                   sha256, detail, 'BENCH-' || n
              FROM audit a, one, twin WHERE a.request_id = one.request_id
            """;
    private static final String NOT_TO_SEAL = """
            INSERT INTO audit_block (seq, last_id, events, latest, marks, hash)
            SELECT seq + 1, (SELECT max(id) FROM audit), 0, latest, '', hash FROM audit_block ORDER BY seq DESC LIMIT 1
            """;
    private static final String PAUSE = """
            INSERT INTO service_pause (service, mode, until, since, owner) VALUES ('%s', 'DELIVERIES', now() + interval '7 days', now(), '')
            """;

    private MuchHeld() {}

    /**
     * @param store of a gateway that has delivered a message
     * @param waiting of those cases, whose message is not delivered yet
     */
    static void fill(Connection store, int cases, int waiting) throws SQLException {
        try (Statement statement = store.createStatement()) {
            statement.execute(PAUSE.formatted(RequestBytes.PAUSED_SERVICE));
            statement.execute(LIKE);
            statement.execute(IDS.formatted(cases, waiting, RequestBytes.PAUSED_SERVICE, RequestBytes.SERVICE));
            for (String table : List.of(CASES, MESSAGES, OUTCOMES, WORK)) {
                statement.execute(table);
            }
            statement.execute(AUDIT);
            statement.execute(NOT_TO_SEAL);
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }
}
