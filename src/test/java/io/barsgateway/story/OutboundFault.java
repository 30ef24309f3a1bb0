package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyDouble;
import io.barsgateway.fixture.ProxyDouble.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** API-M or the proxy fails, or does not want us any more: what becomes of the responses that we owe to many organisations. */
@GatewayTest
@DirtiesContext
class OutboundFault {

    private static final ProxyDouble FAR = ProxyDouble.start();
    private static final int TARGETS = 10;
    private static final Duration EACH = Duration.ofSeconds(60);

    /** Waits of 1, 2, 4, 8 and 15 s, each shortened by up to half. */
    private static final int WAITS_IN_A_MINUTE = 12;

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    OutboundFault(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-outbound").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.sender.api", () -> "http://127.0.0.1:" + FAR.port() + "/FHIR");
        settings.add("bars.sender.token-url", () -> "http://127.0.0.1:" + FAR.port() + "/oauth2/token");
        settings.add("bars.sender.deadline", () -> "10s");
        // As they are by default
        settings.add("bars.retry.first", () -> "1s");
        settings.add("bars.retry.max", () -> "5m");
    }

    @BeforeEach
    void all_is_well() {
        FAR.tokens(Answer.GIVEN);
    }

    /** A response is held to a message that came from that organisation; its X-Correlation-Id. */
    private String owed(int target) throws Exception {
        ObjectNode message = Messages.to(FarSide.DOUBLED, Messages.validation());
        ((ObjectNode) MessageBundle.of(message).header().path("source"))
                .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|20000001" + (10 + target));
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        assertThat(request.post(message).status()).isEqualTo(200);
        String correlationId = request.header("X-Correlation-Id");
        assertThat(local.report("{\"correlationId\":\"" + correlationId + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);
        return correlationId;
    }

    private List<String> owedToAll() throws Exception {
        List<String> owed = new ArrayList<>();
        for (int target = 0; target < TARGETS; target++) {
            owed.add(owed(target));
        }
        return owed;
    }

    private static void awaitTaken(List<String> owed) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> FAR.taken().containsAll(owed));
    }

    private int undelivered() {
        return jdbc.sql("SELECT count(*) FROM work WHERE kind = 'send' AND status = 'undelivered'")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_failing_token_endpoint_is_asked_once_per_wait_losing_nothing() throws Exception {
        Map<Answer, Integer> calls = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (Answer failing : List.of(Answer.UNAVAILABLE, Answer.TOO_MANY, Answer.HTML, Answer.SILENCE)) {
            FAR.tokens(failing);
            FAR.revoke();
            int before = FAR.tokenCalls();
            List<String> owed = owedToAll();
            Awaitility.await().pollDelay(EACH).atMost(EACH.multipliedBy(2)).until(() -> true);
            calls.put(failing, FAR.tokenCalls() - before);
            FAR.tokens(Answer.GIVEN);
            awaitTaken(owed);
            all.addAll(owed);
        }
        int lost = all.size() - (int) all.stream().filter(FAR.taken()::contains).count();
        String figure = "lost %d of %d; token calls in a minute for %d targets: %s"
                .formatted(
                        lost,
                        all.size(),
                        TARGETS,
                        calls.entrySet().stream()
                                .map(one -> one.getKey()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ') + " " + one.getValue())
                                .collect(Collectors.joining(", ")));
        FailureTable.measured("14", figure, () -> {
            assertThat(lost).isZero();
            assertThat(undelivered()).isZero();
            assertThat(calls.values()).allSatisfy(one -> assertThat(one).isBetween(1, WAITS_IN_A_MINUTE));
            assertThat(calls.get(Answer.TOO_MANY)).as("Retry-After: 20").isLessThanOrEqualTo(5);
        });
    }

    @Test
    void a_revoked_token_is_renewed_once_for_all_messages() throws Exception {
        awaitTaken(List.of(owed(0)));
        FAR.revoke();
        int before = FAR.tokenCalls();

        List<String> owed = owedToAll();

        awaitTaken(owed);
        int renewals = FAR.tokenCalls() - before;
        int failed = undelivered();
        FailureTable.measured(
                "15",
                "%d of %d sent, %d renewal, failed for good %d".formatted(TARGETS, TARGETS, renewals, failed),
                () -> {
                    assertThat(renewals).isEqualTo(1);
                    assertThat(failed).isZero();
                });
    }

    @Test
    void a_refused_response_is_tried_once_and_reported_to_both_sides() throws Exception {
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        String correlationId = request.header("X-Correlation-Id");
        FAR.refuse(correlationId);
        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        assertThat(local.report("{\"correlationId\":\"" + correlationId + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);

        List<Attempt> told = FarSide.LOCAL.await(
                1,
                attempt -> attempt.header("X-Bars-Meaning").equals("REFUSED")
                        && attempt.header("X-Correlation-Id").equals(correlationId));
        Awaitility.await().untilAsserted(() -> assertThat(
                        local.get("/health").json().path("details").toString())
                .contains("undelivered send"));
        int attempts = FAR.attempts(correlationId);
        jdbc.sql("UPDATE work SET status = 'done' WHERE kind = 'send' AND status = 'undelivered'")
                .update();
        FailureTable.measured(
                "16", "%d attempt; 1 alarm; the local system told %d time".formatted(attempts, told.size()), () -> {
                    assertThat(attempts).isEqualTo(1);
                    assertThat(told).hasSize(1);
                });
    }
}
