package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.story.OnCall.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who may do what on the operator's side: each door asks for a role, and nobody sees another's service. */
@GatewayTest
@DirtiesContext
class RolesIT {

    private static final Path FOLDER = OnCall.folder();

    /** Each door, and who may come in. */
    private static final Map<String, Set<String>> DOORS = Map.ofEntries(
            Map.entry("GET /operator/work", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("GET /operator/find?id=00000-00000", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("POST /operator/find", Set.of("anna", "frail-nurse")),
            Map.entry("POST /operator/work/retry", Set.of("anna", "frail-nurse")),
            Map.entry("POST /operator/work/take", Set.of("anna", "frail-nurse")),
            Map.entry("POST /operator/work/done", Set.of("anna", "frail-nurse")),
            Map.entry("GET /operator/services", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("POST /operator/services/pause", Set.of("anna", "frail-nurse")),
            Map.entry("POST /operator/services/resume", Set.of("anna", "frail-nurse")),
            Map.entry("GET /operator/alarms", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("POST /operator/alarms/" + new UUID(0, 0) + "/take", Set.of("anna", "frail-nurse")),
            Map.entry("GET /operator/unclaimed", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("POST /operator/release", Set.of("anna", "frail-nurse")),
            Map.entry("GET /operator/certificates", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("GET /operator/handshakes", Set.of("anna", "viewer")),
            Map.entry("GET /operator/setup", Set.of("anna", "viewer", "frail-nurse")),
            Map.entry("GET /operator/originals?reference=00000-00000", Set.of("anna", "frail-nurse")),
            Map.entry("GET /operator/audit/verify", Set.of("administrator")),
            Map.entry("GET /operator/audit?since=2030-01-01T00:00:00Z", Set.of("administrator")),
            Map.entry("POST /operator/callers", Set.of("administrator")),
            Map.entry("POST /operator/targets", Set.of("administrator")),
            Map.entry("GET /metrics", Set.of("anna", "viewer", "frail-nurse", "administrator", "system")),
            Map.entry("GET /originals?message=" + new UUID(0, 0), Set.of("system")),
            Map.entry("GET /messages?reference=00000-00000", Set.of("system")),
            Map.entry("POST /responses", Set.of("system")),
            Map.entry("POST /messages", Set.of("system")));

    private final int port;
    private final ProxyClient proxy;
    private final AuditTrail audit;
    private final JdbcClient jdbc;

    RolesIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            AuditTrail audit,
            JdbcClient jdbc) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.port = local.boundPort();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        OnCall.settings(settings, FOLDER);
    }

    private OperatorClient as(String name) {
        return new OperatorClient(port, OnCall.token(name));
    }

    private static Reply call(OperatorClient who, String door) throws Exception {
        String path = door.substring(door.indexOf(' ') + 1);
        return door.startsWith("GET") ? who.get(path) : who.post(path, "{}");
    }

    static Stream<Arguments> doorsAndPeople() {
        return DOORS.keySet().stream().sorted().flatMap(door -> OnCall.ALL.stream()
                .map(name -> Arguments.of(door, name, DOORS.get(door).contains(name))));
    }

    @ParameterizedTest
    @MethodSource("doorsAndPeople")
    void a_door_lets_in_who_has_its_role(String door, String name, boolean may) throws Exception {
        Reply reply = call(as(name), door);

        if (may) {
            assertThat(reply.status()).as(reply.body()).isNotIn(401, 403);
        } else {
            assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        }
    }

    @Test
    void nobody_comes_in_with_another_token() throws Exception {
        for (String door : DOORS.keySet()) {
            assertThat(call(new OperatorClient(port, "a-token-that-nobody-has-0123456789"), door)
                            .status())
                    .as(door)
                    .isEqualTo(401);
        }
    }

    @Test
    void the_audit_names_an_operator_without_the_system_role() throws Exception {
        assertThat(call(as(OnCall.FRAIL_NURSE), "POST /responses").status()).isEqualTo(403);

        audit.flush();

        assertThat(jdbc.sql(
                                "SELECT caller FROM audit WHERE rule = 'credential' AND detail LIKE '%has not the role system'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(name -> OnCall.ALL.contains(name))
                .contains(OnCall.FRAIL_NURSE);
    }

    @Test
    void the_audit_says_who_was_refused_what_for_want_of_which_role() throws Exception {
        call(as(OnCall.VIEWER), "POST /operator/work/retry");
        call(as(OnCall.VIEWER), "GET /operator/audit/verify");
        call(as(OnCall.FRAIL_NURSE), "GET /operator/handshakes");
        as(OnCall.FRAIL_NURSE)
                .post(
                        "/operator/services/pause",
                        "{\"service\":\"" + FarSide.ANY + "\",\"until\":\""
                                + Instant.now().plusSeconds(60) + "\"}");

        audit.flush();
        assertThat(jdbc.sql("""
                        SELECT caller || ' ' || rule || ' ' || detail FROM audit WHERE what = 'operator' AND outcome = 'refused'""").query(String.class).list())
                .contains("viewer work-retry lacks role act", "viewer operate-verify lacks role administer");
    }

    /** Whatever it asks for, in whatever order: nothing of another service is there for it. */
    @Test
    void a_credential_of_one_service_sees_no_other_service() throws Exception {
        Accepted own = OnCall.accepted(proxy, FarSide.FRAIL, Messages.validation());
        List<Accepted> others = new ArrayList<>();
        for (String service : List.of(FarSide.ANY, FarSide.DOUBLED, FarSide.VIEWED)) {
            others.add(OnCall.accepted(proxy, service, Messages.validation()));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("SELECT count(*) FROM work WHERE status <> 'done'")
                                .query(Integer.class)
                                .single()
                        == 0);
        // They wait again, so that there is work that could be seen
        jdbc.sql("UPDATE work SET status = 'undelivered', reason = 'for a story' WHERE case_id IN"
                        + " (SELECT id FROM bars_case WHERE service NOT LIKE ?)")
                .param("%|" + FarSide.FRAIL)
                .update();
        List<Long> work =
                jdbc.sql("SELECT id FROM work ORDER BY id").query(Long.class).list();
        Awaitility.await()
                .until(() -> as(OnCall.ANNA).get("/operator/alarms").body().contains("for a story"));
        OperatorClient nurse = as(OnCall.FRAIL_NURSE);
        Random random = new Random(14);
        int seen = 0;
        for (int i = 0; i < 2000; i++) {
            Accepted asked = random.nextInt(4) == 0 ? own : others.get(random.nextInt(others.size()));
            Reply reply = anyCall(nurse, random, asked, work.get(random.nextInt(work.size())));
            for (Accepted other : others) {
                assertThat(reply.body()).doesNotContain(other.reference());
            }
            for (String service : List.of(FarSide.ANY, FarSide.DOUBLED, FarSide.VIEWED)) {
                assertThat(reply.body()).doesNotContain("dos-service-id|" + service);
            }
            seen += reply.body().contains(own.reference()) ? 1 : 0;
        }
        assertThat(seen).as("its own it does see").isPositive();
        assertThat(jdbc.sql("SELECT DISTINCT status FROM work WHERE service NOT LIKE ?")
                        .param("%|" + FarSide.FRAIL)
                        .query(String.class)
                        .list())
                .as("and nothing of another changes")
                .containsExactly("undelivered");
        assertThat(as(OnCall.ANNA).get("/operator/services").body()).doesNotContain("paused");
    }

    private static Reply anyCall(OperatorClient nurse, Random random, Accepted asked, long work) throws Exception {
        String told = ",\"reason\":\"for a story\",\"spokeTo\":\"the nurse\"}";
        String filter = "{\"filter\":{\"reference\":\"" + asked.reference() + "\"}";
        String service = List.of(FarSide.ANY, FarSide.DOUBLED, FarSide.VIEWED).get(random.nextInt(3));
        return switch (random.nextInt(16)) {
            case 0 -> nurse.get("/operator/work?people=true&limit=500");
            case 1 -> nurse.get("/operator/work?service=" + service);
            case 2 -> nurse.get("/operator/find?id=" + asked.reference());
            case 3 -> nurse.get("/operator/find?id=" + asked.request().header("X-Request-Id"));
            case 4 -> nurse.get("/operator/find?id=" + asked.request().header("X-Correlation-Id"));
            case 5 -> nurse.post("/operator/find", "{\"nhsNumber\":\"9990000018\",\"reason\":\"for a story\"}");
            case 6 -> nurse.post("/operator/work/retry", "{\"ids\":[" + work + "]}");
            case 7 -> nurse.post("/operator/work/retry", filter + ",\"dryRun\":true}");
            case 8 -> nurse.post("/operator/work/take", "{\"ids\":[" + work + "],\"over\":true}");
            case 9 -> nurse.post("/operator/work/done", filter + told);
            case 10 -> nurse.post("/operator/work/retry", "{\"filter\":{\"state\":\"SET_ASIDE\"}}");
            case 11 -> nurse.get("/operator/alarms");
            case 12 -> nurse.get("/operator/services");
            case 13 ->
                nurse.post(
                        "/operator/services/pause",
                        "{\"service\":\"" + service + "\",\"until\":\""
                                + Instant.now().plusSeconds(600) + "\"}");
            case 14 -> nurse.get("/operator/originals?reference=" + asked.reference());
            default -> nurse.get("/operator/unclaimed");
        };
    }

    @Test
    void the_schema_of_what_operators_ask_is_there_for_everybody() throws Exception {
        JsonNode schema =
                new OperatorClient(port, "none").get("/operator/schema").json();

        assertThat(schema.path("$defs").has("findPatient")).isTrue();
    }
}
