package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.simulator.Journal.Event;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** routes/60-send.yaml when the proxy does not simply say yes. */
@GatewayTest
class SendIT {

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    SendIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
    }

    /** An accepted request whose interim response is held; its correlation id. */
    private String held(ObjectNode message, boolean expected) throws Exception {
        if (expected) {
            FarSide.SIMULATOR.farEnd().expects(message.path("id").asText());
        }
        ProxyClient request = proxy.to(FarSide.ANY);
        Reply reply = request.post(message);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(local.report("{\"correlationId\":\"" + request.header("X-Correlation-Id")
                                + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);
        return request.header("X-Correlation-Id");
    }

    private List<String> work(String correlationId) {
        return jdbc.sql("SELECT w.status || ' ' || w.reason FROM work w JOIN message m ON m.id = w.message_id"
                        + " WHERE w.kind = 'send' AND m.correlation_id = ?")
                .param(correlationId)
                .query(String.class)
                .list();
    }

    @Test
    void a_response_that_the_far_end_refuses_is_undelivered_with_its_code() throws Exception {
        FarSide.SIMULATOR.farEnd().expects("something else");
        String correlationId = held(Messages.validation(), false);

        Awaitility.await().until(() -> work(correlationId).get(0).startsWith("undelivered"));

        assertThat(work(correlationId)).containsExactly("undelivered the proxy answered 404 REC_NOT_FOUND not-found");
    }

    @Test
    void a_refused_token_is_replaced_and_the_message_keeps_its_ids() throws Exception {
        held(Messages.validation(), true);
        FarSide.SIMULATOR.revokeTokens();
        ObjectNode message = Messages.validation();

        String correlationId = held(message, true);

        Event received = FarSide.SIMULATOR
                .journal()
                .await(
                        seen -> seen.what().equals("far end received")
                                && seen.detail("answers")
                                        .equals(message.path("id").asText()),
                        Duration.ofSeconds(20))
                .orElseThrow();
        assertThat(received.detail("requestId"))
                .isEqualTo(jdbc.sql("SELECT request_id FROM message WHERE direction = 'out' AND correlation_id = ?")
                        .param(correlationId)
                        .query(String.class)
                        .single());
        assertThat(received.detail("useContext")).isEqualTo("a4t1|validation|servicerequest-response|new");
    }

    @Test
    void one_token_serves_many_messages() throws Exception {
        FarSide.SIMULATOR.revokeTokens();
        held(Messages.validation(), true);
        long before = tokens();
        for (int i = 0; i < 5; i++) {
            String correlationId = held(Messages.validation(), true);
            Awaitility.await().until(() -> work(correlationId).get(0).startsWith("done"));
        }
        assertThat(tokens() - before).isLessThanOrEqualTo(1);
    }

    private static long tokens() {
        return FarSide.SIMULATOR.journal().events().stream()
                .filter(event -> event.what().equals("token given"))
                .count();
    }
}
