package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clock of the store is set back while a message waits. */
@GatewayTest
class ClockIT {

    private final ProxyClient proxy;
    private final JdbcClient jdbc;

    ClockIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    @Test
    void a_retry_does_not_wait_out_a_clock_that_was_set_back() throws Exception {
        ProxyClient request = proxy.to(FarSide.FRAIL);
        FarSide.FRAIL_LOCAL.answerNext(
                LocalDouble.of(request), Collections.nCopies(1000, 503).toArray(Integer[]::new));
        assertThat(request.post(Messages.to(FarSide.FRAIL, Messages.validation()))
                        .status())
                .isEqualTo(200);
        FarSide.FRAIL_LOCAL.await(1, LocalDouble.of(request));

        FarSide.FRAIL_LOCAL.answerNext(attempt -> true);
        // As it looks from a clock that was set back by a day
        jdbc.sql("""
                        UPDATE work SET next_at = next_at + interval '1 day', changed_at = changed_at + interval '1 day',
                               leased_until = leased_until + interval '1 day'
                         WHERE message_id IN (SELECT id FROM message WHERE correlation_id = ?)""").param(request.header("X-Correlation-Id")).update();

        Awaitility.await().until(() -> jdbc.sql(
                        "SELECT w.status FROM work w JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .single()
                .equals("done"));
    }
}
