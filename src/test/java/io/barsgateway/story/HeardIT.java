package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OneConnection;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The audit says what each caller really heard: in time, too late, not at all. */
@GatewayTest
@DirtiesContext
class HeardIT {

    private static final String SERVICE = "https://fhir.nhs.uk/Id/dos-service-id|";

    @DynamicPropertySource
    static void impatient(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-heard");
        registry.add("bars.home", home::toString);
        registry.add("bars.inbound.answer-timeout", () -> "5s");
        registry.add("bars.decision.deadline", () -> "30s");
        registry.add("bars.decision.lease", () -> "40s");
    }

    private final Listener inbound;
    private final ProxyClient proxy;
    private final JdbcClient jdbc;

    HeardIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.inbound = inbound;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    /** What the audit says of a request, once it says so much: what, outcome, rule, detail. */
    private List<String> rows(String requestId, int many) {
        return Awaitility.await().until(() -> rows(requestId), rows -> rows.size() == many);
    }

    private List<String> rows(String requestId) {
        return jdbc.sql("""
                        SELECT what || ' ' || outcome || ' ' || rule || ' ' ||
                               CASE WHEN detail LIKE 'message=%' THEN '' ELSE detail END
                          FROM audit WHERE request_id = ? AND what <> 'delivery' ORDER BY what, id""").param(requestId).query(String.class).list();
    }

    private String asked(ProxyClient request) {
        return jdbc.sql("""
                        SELECT caller || ' ' || address || ' ' || service || ' ' || correlation_id FROM audit
                         WHERE request_id = ? AND what = 'answer' AND thumbprint <> ''""")
                .param(request.header("X-Request-Id"))
                .query(String.class)
                .single();
    }

    @Test
    void an_accepted_message_has_rows_for_its_commit_and_its_answer() throws Exception {
        ProxyClient request = proxy.to(FarSide.ANY);
        assertThat(request.post(Messages.validation()).status()).isEqualTo(200);

        assertThat(rows(request.header("X-Request-Id"), 2)).containsExactly("answer heard 200 ", "request accepted  ");
        assertThat(asked(request))
                .isEqualTo("bars-proxy.local 127.0.0.1 " + SERVICE + FarSide.ANY + " "
                        + request.header("X-Correlation-Id"));
    }

    @Test
    void a_refused_one_has_one_row_that_says_both() throws Exception {
        ProxyClient request = proxy.to("2000000000");
        assertThat(request.post(Messages.validation()).status()).isEqualTo(404);

        assertThat(rows(request.header("X-Request-Id"), 1))
                .containsExactly("request refused 404 not-found names a service that is not served here; heard 404");
    }

    @Test
    void one_that_was_accepted_too_late_heard_408() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        assertThat(request.post(booking).status()).isEqualTo(408);
        assertThat(rows(request.header("X-Request-Id"), 1)).containsExactly("answer heard 408 ");

        decision.release();

        assertThat(rows(request.header("X-Request-Id"), 2)).containsExactly("answer heard 408 ", "request accepted  ");
        assertThat(asked(request)).startsWith("bars-proxy.local 127.0.0.1 " + SERVICE + FarSide.CONFIRMING);
    }

    @Test
    void one_that_was_refused_too_late_heard_408_too() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 409);
        assertThat(request.post(booking).status()).isEqualTo(408);
        decision.release();

        assertThat(rows(request.header("X-Request-Id"), 2)).first().isEqualTo("answer heard 408 ");
        assertThat(rows(request.header("X-Request-Id"), 2).get(1)).startsWith("request refused 4");
    }

    @Test
    void one_whose_caller_had_gone_was_lost() throws Exception {
        String requestId = UUID.randomUUID().toString();
        Hold decision =
                FarSide.LOCAL.holdNext(attempt -> attempt.header("X-Request-Id").equals(requestId));
        try (OneConnection caller = OneConnection.open(inbound.boundPort())) {
            caller.ask(
                    requestId, FarSide.CONFIRMING, Messages.bytes(Messages.to(FarSide.CONFIRMING, Messages.booking())));
            decision.awaitArrival();
        }
        // Long enough for the gateway to see the connection end; too short for its 408
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> rows(requestId, 0)
                .isEmpty());
        decision.release();

        assertThat(rows(requestId, 2)).containsExactly("answer lost 200 ", "request accepted  ");
    }
}
