package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.NhsShape;
import io.barsgateway.fixture.NhsShape.Case;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The NHS-shaped certificates that one running INT listener can be shown, over both versions of TLS. */
@GatewayTest
@DirtiesContext
class NhsShapeIT {

    private static final Logger out = LoggerFactory.getLogger(NhsShapeIT.class);

    /**
     * Their leaf is good and issued by the very CA that we hold; only the copy of the CA that they send along is bad. We use
     * our own copy, so they get in, as the same leaf sent alone does.
     */
    private static final Set<String> GOOD_LEAF_BAD_COPY =
            Set.of("N04", "N23", "N24", "N26", "N45", "N54", "N55", "N56", "N60", "N62", "N64");

    private final Listener inbound;
    private final Refusals refusals;

    NhsShapeIT(@Qualifier("inboundListener") Listener inbound, Refusals refusals) {
        this.inbound = inbound;
        this.refusals = refusals;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-nhs-shape").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.inbound.certificate", () -> NhsShape.file("server.pem"));
        settings.add("bars.inbound.private-key", () -> {
            Path key = Path.of(home, "server.key");
            try {
                PrivateFiles.write(key, Files.readAllBytes(NhsShape.file("server.key")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return key;
        });
        settings.add("bars.pki.roots", () -> NhsShape.file("ptl_root_g2.pem"));
        settings.add("bars.pki.issuers", () -> NhsShape.file("int_auth_g2.pem"));
        settings.add("bars.caller.names", () -> String.join(",", Environment.INT.callerNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void each_that_can_be_shown_is_let_in_or_refused(String protocol) {
        List<X509Certificate> root = Certificates.read(NhsShape.file("ptl_root_g2.pem"));
        List<Case> shown = NhsShape.cases().stream()
                .filter(Case::canBeShown)
                .filter(one -> !Set.of("N06", "N25", "N28", "N29", "N30", "N31", "N32")
                        .contains(one.id().substring(0, 3)))
                .toList();

        assertThat(shown).hasSizeGreaterThan(45).allSatisfy(one -> {
            String came = attempt(one, root, protocol);
            String id = one.id().substring(0, 3);
            boolean expected = one.accepted() || GOOD_LEAF_BAD_COPY.contains(id);
            out.info("| {} | {} | {} |", protocol, one, came);
            assertThat(came.startsWith("accepted")).as(one + ": " + came).isEqualTo(expected);
        });
        out.info("| {} | {} cases |", protocol, shown.size());
    }

    /** What came of it, with the rule that decided. */
    private String attempt(Case one, List<X509Certificate> roots, String protocol) {
        long before = refusals.total();
        try (Wire wire = new TlsClient(inbound.boundPort(), roots, one.material()).connect("localhost", protocol)) {
            int status = wire.get("/metadata");
            return status == 200 ? "accepted" : status + " " + rule(before);
        } catch (IOException e) {
            return "handshake refused " + rule(before);
        }
    }

    private String rule(long before) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(5))
                .until(() -> refusals.total() > before);
        return refusals.seen().get(0).rule() + ": " + refusals.seen().get(0).reason();
    }
}
