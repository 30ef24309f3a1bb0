package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.SpanCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A collector that takes calls and never answers costs spans, which are counted, and no message. */
@GatewayTest
@DirtiesContext
class LostTracesIT {

    private static final SpanCollector COLLECTOR = SpanCollector.hanging();
    private static final Pattern DROPPED = Pattern.compile("bars_spans_dropped_total ([0-9.]+)");
    private static final int MANY = 30;

    private final ProxyClient proxy;
    private final LocalClient local;

    LostTracesIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void traced(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-lost-traces");
        registry.add("bars.home", home::toString);
        registry.add("bars.tracing.endpoint", COLLECTOR::url);
        registry.add("bars.tracing.every", () -> "100ms");
        registry.add("bars.tracing.timeout", () -> "1s");
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @Test
    void every_message_is_answered_and_delivered_and_each_span_is_counted() throws Exception {
        for (int i = 0; i < MANY; i++) {
            ProxyClient request = proxy.to(FarSide.DOUBLED);
            assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                            .status())
                    .isEqualTo(200);
            assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> dropped() >= 2 * MANY);
        assertThat(COLLECTOR.calls()).isPositive();
        assertThat(COLLECTOR.spans()).isEmpty();
    }

    private double dropped() throws IOException, InterruptedException {
        Matcher counted = DROPPED.matcher(local.get("/metrics").body());
        assertThat(counted.find()).isTrue();
        return Double.parseDouble(counted.group(1));
    }
}
