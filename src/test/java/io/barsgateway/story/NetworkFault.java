package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.LossyNetwork;
import io.barsgateway.fixture.Relay;
import io.barsgateway.fixture.Senders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway behind a cable that loses packets: from Senders to it, and from it to the local system. Its store is on its own side. */
class NetworkFault {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(4);

    /** A worker that waits for an answer gives up after the deadline, 30 s; then the lane waits for at most 15 s. */
    private static final Duration GOES_ON = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void what_was_acknowledged_arrives_once_the_cable_is_whole_again() throws Exception {
        assumeTrue(LossyNetwork.isPossible(), "needs root, ip netns, veth and nftables");
        try (LossyNetwork network = LossyNetwork.make();
                CountingSystem local = CountingSystem.start();
                Relay out = Relay.between(
                        network.ours(),
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                URI.create(local.url()).getPort()));
                GatewayProcess gateway = new GatewayProcess(
                                home,
                                "http://" + network.ours().getHostAddress() + ":" + out.port() + "/in",
                                "  i-know: [plain-http]\n  caller: { addresses: [\""
                                        + network.ours().getHostAddress() + "\"] }")
                        .by(network.program())
                        .with("-Dbars.inbound.host=0.0.0.0")) {
            gateway.start();
            try (Relay in = Relay.between(
                            InetAddress.getLoopbackAddress(), new InetSocketAddress(network.theirs(), gateway.port()));
                    Senders senders = Senders.start(in.port(), 2)) {
                Awaitility.await().atMost(LONG).until(() -> local.requests().size() > 100);
                network.lose(10);
                int before = senders.acknowledged().size();
                Awaitility.await().pollDelay(MINUTE).atMost(LONG).until(() -> true);
                int whileLossy = senders.acknowledged().size() - before;
                network.lose(100);
                Awaitility.await().pollDelay(MINUTE).atMost(LONG).until(() -> true);
                network.lose(0);
                long whole = System.nanoTime();
                int atReturn = senders.acknowledged().size();
                int deliveredAtReturn = local.requests().size();
                Awaitility.await().atMost(LONG).until(() -> local.requests().size() > deliveredAtReturn);
                Duration delivers = Duration.ofNanos(System.nanoTime() - whole);
                Awaitility.await()
                        .atMost(LONG)
                        .until(() -> senders.acknowledged().size() > atReturn + 20);
                Duration accepts = Duration.ofNanos(System.nanoTime() - whole);
                senders.stop();
                Awaitility.await().atMost(LONG).until(senders::areDone);
                Awaitility.await().atMost(LONG).until(() -> local.requests().containsAll(senders.acknowledged()));
                String figure =
                        "lost %d of %d, under two keys %d; %d accepted in the minute of 10 %%; delivers %.1f s, accepts %.1f s after the return"
                                .formatted(
                                        senders.lost(local),
                                        senders.acknowledged().size(),
                                        local.underTwoKeys(),
                                        whileLossy,
                                        delivers.toMillis() / 1000.0,
                                        accepts.toMillis() / 1000.0);
                FailureTable.measured("25", figure, () -> {
                    assertThat(senders.lost(local)).isZero();
                    assertThat(local.underTwoKeys()).isZero();
                    assertThat(senders.refused()).isEmpty();
                    assertThat(whileLossy).isPositive();
                    assertThat(delivers).isLessThan(GOES_ON);
                });
            }
        }
    }
}
