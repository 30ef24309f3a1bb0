package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyDouble;
import io.barsgateway.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host name of API-M cannot be looked up, and then it can: the gateway runs on and nobody starts it again. */
class UnknownHostFault {

    private static final String LOCALHOST = "127.0.0.1 localhost\n";

    /** The time that the JVM keeps a failed look-up, 10 s, comes on top. */
    private static final Duration GOES_ON = Duration.ofSeconds(30 + 10);

    private static final int FAILURES = 6;

    @TempDir
    private Path home;

    @Test
    void sending_goes_on_soon_after_the_name_is_known() throws Exception {
        Path hosts = Files.writeString(home.resolve("hosts"), LOCALHOST);
        try (CountingSystem local = CountingSystem.start();
                ProxyDouble far = ProxyDouble.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), """
                          i-know: [plain-http]
                          sender:
                            api: http://api-m.test:%d/FHIR
                            token-url: http://api-m.test:%d/oauth2/token
                            api-key: %s
                            key-id: %s
                            private-key: %s
                        """.formatted(
                                        far.port(),
                                        far.port(),
                                        Simulator.API_KEY,
                                        Simulator.KEY_ID,
                                        FarSide.PKI.senderKey())
                                .indent(0))
                        .with("-Djdk.net.hosts.file=" + hosts)) {
            gateway.start();
            ProxyClient request = ProxyClient.at(gateway.port()).to(FarSide.ANY);
            assertThat(request.post(Messages.validation()).status()).isEqualTo(200);
            String correlationId = request.header("X-Correlation-Id");
            LocalClient side = new LocalClient(gateway.localPort());
            assertThat(side.report("{\"correlationId\":\"" + correlationId + "\",\"kind\":\"interim\"}")
                            .status())
                    .isEqualTo(202);
            // Until its waits are as long as they become
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> gateway.log().split("Postponed RESPONSE", -1).length > FAILURES);

            Files.writeString(hosts, LOCALHOST + "127.0.0.1 api-m.test\n");

            long known = System.nanoTime();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> far.taken()
                    .contains(correlationId));
            Duration until = Duration.ofNanos(System.nanoTime() - known);
            FailureTable.measured(
                    "24",
                    "%d attempts failed; sent %.1f s after the name was known"
                            .formatted(FAILURES, until.toMillis() / 1000.0),
                    () -> assertThat(until).isLessThan(GOES_ON));
        }
    }
}
