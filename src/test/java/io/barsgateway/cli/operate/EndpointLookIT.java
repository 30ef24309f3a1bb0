package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** The look of a doctor at the port of the proxy is no caller that was refused. */
@GatewayTest
class EndpointLookIT {

    private final Refusals refusals;
    private final int port;
    private final CamelContext camel;

    EndpointLookIT(Refusals refusals, @Qualifier("inboundListener") Listener inbound, CamelContext camel) {
        this.refusals = refusals;
        this.camel = camel;
        this.port = inbound.boundPort();
    }

    @Test
    void a_look_finds_our_certificate_and_is_neither_counted_nor_logged() throws Exception {
        ShowingTrust stranger = new ShowingTrust();
        handshake(stranger);
        Awaitility.await().until(() -> refusals.total() > 0);
        String ours = Certificates.thumbprint(stranger.seen().get(0));
        long before = refusals.total();

        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < 10; i++) {
                assertThat(new EndpointLook(ours, "localhost:" + port).presented())
                        .contains("presents our certificate");
            }
            assertThatThrownBy(() -> new EndpointLook("00", "localhost:" + port).presented())
                    .hasMessageContaining("presents another certificate");
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> refusals.total() == before);
            assertThat(log.all()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
        }
    }

    private void handshake(ShowingTrust trust) throws Exception {
        try (SSLSocket tls = (SSLSocket) trust.context().getSocketFactory().createSocket("localhost", port)) {
            tls.startHandshake();
            tls.getInputStream().read();
        } catch (IOException sentAway) {
            assertThat(trust.seen()).isNotEmpty();
        }
    }
}
