package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.outbox.queue.TakenLanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of a local system that answers fast much is claimed ahead; then it begins to hang. */
@GatewayTest
class QuickLaneIT {

    private static final int WAITING = 150;
    private static final int AT_ONCE = 4;
    private static final int OTHERS = 20;
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private final ProxyClient proxy;
    private final JdbcClient jdbc;

    QuickLaneIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    @Test
    void a_quick_system_that_begins_to_hang_holds_up_nobody() throws Exception {
        List<ProxyClient> quick = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            quick.add(post(FarSide.FRAIL));
        }
        Awaitility.await().until(() -> count("w.status = 'done'", quick) == WAITING);
        LocalDouble.Hold hold = FarSide.FRAIL_LOCAL.holdNext(10 * WAITING, attempt -> true);
        try {
            allAreDueAgain(quick);
            Awaitility.await().until(() -> leased(quick) > AT_ONCE + TakenLanes.SEVERAL);

            for (int i = 0; i < OTHERS; i++) {
                ProxyClient other = post(FarSide.DOUBLED);
                long accepted = System.nanoTime();
                assertThat(FarSide.LOCAL.await(1, LocalDouble.of(other))).hasSize(1);
                assertThat(Duration.ofNanos(System.nanoTime() - accepted)).isLessThan(IN_TIME);
            }
            // What was claimed ahead goes back, and no more is claimed while nothing is answered
            Awaitility.await()
                    .during(IN_TIME.multipliedBy(2))
                    .atMost(IN_TIME.multipliedBy(5))
                    .until(() -> leased(quick) == AT_ONCE);
        } finally {
            hold.release();
        }
        Awaitility.await().until(() -> count("w.status = 'done'", quick) == WAITING);
        assertThat(quick).allSatisfy(request -> assertThat(FarSide.FRAIL_LOCAL.await(2, LocalDouble.of(request)))
                .as("once before, and once now")
                .hasSize(2));
    }

    private ProxyClient post(String service) throws Exception {
        ProxyClient request = proxy.to(service);
        assertThat(request.post(Messages.to(service, Messages.validation())).status())
                .isEqualTo(200);
        return request;
    }

    private int leased(List<ProxyClient> requests) {
        return count("w.lease IS NOT NULL", requests);
    }

    private int count(String condition, List<ProxyClient> requests) {
        return jdbc.sql("SELECT count(*) FROM work w JOIN message m ON m.id = w.message_id WHERE " + condition
                        + " AND m.correlation_id = ANY (?)")
                .param(ids(requests))
                .query(Integer.class)
                .single();
    }

    private void allAreDueAgain(List<ProxyClient> requests) {
        jdbc.sql("""
                        UPDATE work SET status = 'ready', attempts = 0, next_at = now(), changed_at = now()
                         WHERE message_id IN (SELECT id FROM message WHERE correlation_id = ANY (?))""").param(ids(requests)).update();
    }

    private static String[] ids(List<ProxyClient> requests) {
        return requests.stream()
                .map(request -> request.header("X-Correlation-Id"))
                .toArray(String[]::new);
    }
}
