package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A local system that takes eight seconds to decide, and may, under the default deadline of five for the Sender. */
@GatewayTest
@DirtiesContext
class DecisionFault {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(DecisionFault.class);

    @DynamicPropertySource
    static void patient(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-decision");
        registry.add("bars.home", home::toString);
        registry.add("bars.decision.deadline", () -> "30s");
        registry.add("bars.decision.lease", () -> "40s");
    }

    private final ProxyClient proxy;
    private final JdbcClient jdbc;

    DecisionFault(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    @Test
    void a_decision_after_eight_seconds_is_408_until_the_retry() throws Exception {
        ObjectNode booking = Messages.to(FarSide.CONFIRMING, Messages.booking());
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        long start = System.nanoTime();
        try {
            later.schedule(decision::release, 8, TimeUnit.SECONDS);
            Reply late = request.post(booking);
            long lateAfter = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Awaitility.await()
                    .until(() -> jdbc.sql("SELECT count(*) FROM message WHERE request_id = ?")
                                    .param(request.header("X-Request-Id"))
                                    .query(Integer.class)
                                    .single()
                            == 1);
            long heldAfter = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Reply retry = request.post(booking);
            log.info(
                    "{} {} after {} ms, held after {} ms, the retry hears {} {}",
                    late.status(),
                    late.code(),
                    lateAfter,
                    heldAfter,
                    retry.status(),
                    retry.issue());
            assertThat(late.status()).isEqualTo(408);
            assertThat(retry.issue()).isEqualTo("duplicate");
        } finally {
            later.shutdownNow();
        }
    }
}
