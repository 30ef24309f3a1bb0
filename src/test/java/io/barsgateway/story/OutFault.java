package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How long somebody stays who is no longer trusted, with everything as it is set by default. */
@GatewayTest
@DirtiesContext
class OutFault {

    private static final Logger out = LoggerFactory.getLogger(OutFault.class);
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path FOLDER = folder();

    private final Listener inbound;

    OutFault(@Qualifier("inboundListener") Listener inbound) {
        this.inbound = inbound;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-out");
            PrivateFiles.write(folder.resolve("roots.pem"), bothRoots());
            PrivateFiles.write(folder.resolve("list.crl"), list(List.of()));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bothRoots() throws IOException {
        return Files.readString(FarSide.PKI.root()) + PemText.of(FarSide.TRUSTED_ROOT.certificate());
    }

    private static String list(List<java.security.cert.X509Certificate> revoked) {
        Instant now = Instant.now();
        return PemText.of(FarSide.TRUSTED_ISSUER.revoking(revoked, now.minusSeconds(5), now.plusSeconds(86_400)));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.watch", () -> "2s");
        settings.add("bars.inbound.request-timeout", () -> "10s");
        settings.add("bars.pki.roots", () -> FOLDER.resolve("roots.pem"));
        settings.add("bars.pki.crls", () -> FOLDER.resolve("list.crl"));
    }

    /** Something that takes somebody's trust away. */
    private interface Change {
        void make() throws IOException;
    }

    /** Seconds until nobody was let in with it, on a new connection, on a resumed one, and on one that was held. */
    private record Out(double fresh, double resumed, double held) {
        @Override
        public String toString() {
            return "out after %.1f s on new, %.1f s on resumed, %.1f s on held connections"
                    .formatted(fresh, resumed, held);
        }
    }

    private TlsClient client(KeyMaterial caller) {
        return new TlsClient(inbound.boundPort(), Certificates.read(FarSide.PKI.root()), caller);
    }

    private Out measure(String what, KeyMaterial caller, Change change) throws IOException {
        TlsClient resuming = client(caller);
        try (Wire first = resuming.connect("localhost", "TLSv1.3");
                Wire held = client(caller).connect("localhost", "TLSv1.3")) {
            assertThat(first.get("/metadata")).isEqualTo(200);
            assertThat(held.get("/metadata")).isEqualTo(200);
            held.socket().setSoTimeout((int) LIMIT.toMillis());
            change.make();
            long start = System.nanoTime();
            Awaitility.await().atMost(LIMIT).until(() -> !getsIn(client(caller)));
            double fresh = seconds(start);
            Awaitility.await().atMost(LIMIT).until(() -> !getsIn(resuming));
            double resumed = seconds(start);
            assertThat(held.ends()).isTrue();
            Out measured = new Out(fresh, resumed, seconds(start));
            out.info("{}: {}", what, measured);
            return measured;
        }
    }

    private static boolean getsIn(TlsClient client) {
        try (Wire wire = client.connect("localhost", "TLSv1.3")) {
            return wire.get("/metadata") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 100_000_000.0) / 10.0;
    }

    private static KeyMaterial caller(Duration life) {
        return FarSide.TRUSTED_ISSUER.leaf("bars-proxy.local", List.of(), List.of(), FROM, life);
    }

    @Test
    void revoked() throws Exception {
        KeyMaterial caller = caller(LONG);
        measure(
                "revoked",
                caller,
                () -> PrivateFiles.write(
                        FOLDER.resolve("list.crl"), list(List.of(caller.chain().get(0)))));
    }

    @Test
    void root_removed() throws Exception {
        measure(
                "root removed",
                caller(LONG),
                () -> PrivateFiles.write(FOLDER.resolve("roots.pem"), Files.readString(FarSide.PKI.root())));
        PrivateFiles.write(FOLDER.resolve("roots.pem"), bothRoots());
        Awaitility.await().atMost(LIMIT).until(() -> getsIn(client(caller(LONG))));
    }

    @Test
    void expired() throws Exception {
        KeyMaterial brief = caller(Duration.between(FROM, Instant.now().plusSeconds(15)));
        Instant end = brief.chain().get(0).getNotAfter().toInstant();
        Out measured =
                measure("expired", brief, () -> Awaitility.await().atMost(LIMIT).until(() -> Instant.now()
                        .isAfter(end)));
        FailureTable.measured("22", "after its end: " + measured, () -> assertThat(
                        List.of(measured.fresh, measured.resumed, measured.held))
                .allSatisfy(one -> assertThat(one).isLessThan((double) LIMIT.toSeconds())));
    }
}
