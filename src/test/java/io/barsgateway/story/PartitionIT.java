package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PemText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A CA whose revocation list comes in numbered partitions, as the NHS ones do: nobody knows the number before the caller calls. */
@GatewayTest
@DirtiesContext
class PartitionIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final OddCa ROOT = OddCa.root("CN=Partition Root");
    private static final OddCa ISSUER = ROOT.sub("CN=Partition Issuer");
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    private static final Replaceable<List<X509Certificate>> REVOKED = new Replaceable<>(List.of());
    private static final HttpServer LISTS = lists();
    private static final String URL = "http://127.0.0.1:" + LISTS.getAddress().getPort() + "/";

    private final Listener inbound;
    private final Alarms alarms;

    PartitionIT(@Qualifier("inboundListener") Listener inbound, Alarms alarms) {
        this.inbound = inbound;
        this.alarms = alarms;
    }

    private static HttpServer lists() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                ASKED.add(path);
                try {
                    byte[] list = ISSUER.list(
                                    Instant.now().minusSeconds(5),
                                    REVOKED.get(),
                                    Ext.partition("http://127.0.0.1:"
                                            + exchange.getLocalAddress().getPort() + path))
                            .getEncoded();
                    exchange.sendResponseHeaders(200, list.length);
                    exchange.getResponseBody().write(list);
                } catch (CRLException e) {
                    throw new IOException(e);
                } finally {
                    exchange.close();
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        LISTS.stop(0);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("bars-partition");
        Path roots = Files.writeString(
                folder.resolve("roots.pem"), Files.readString(FarSide.PKI.root()) + PemText.of(ROOT.certificate()));
        Path issuers = Files.writeString(
                folder.resolve("issuers.pem"),
                Files.readString(FarSide.PKI.issuer()) + PemText.of(ISSUER.certificate()));
        settings.add("bars.home", () -> folder.resolve("home"));
        settings.add("bars.pki.roots", () -> roots);
        settings.add("bars.pki.issuers", () -> issuers);
        settings.add("bars.pki.crl-urls", () -> URL + "c*.crl");
        settings.add("bars.pki.crl-every", () -> "1s");
        settings.add("bars.pki.recheck", () -> "500ms");
        settings.add("bars.pki.revocation-of[Partition Issuer]", () -> "require");
    }

    private KeyMaterial caller(String name, String list) {
        return ISSUER.caller("CN=" + name, List.of(ISSUER.certificate()), Ext.points(URL + list));
    }

    private boolean isLetIn(KeyMaterial caller) {
        try (Wire wire = new TlsClient(inbound.boundPort(), Certificates.read(FarSide.PKI.root()), caller)
                .connect("localhost", "TLSv1.3")) {
            return wire.get("/metadata") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_known_callers_partition_is_fetched_at_its_call_and_then_obeyed() {
        KeyMaterial caller = caller(LocalPki.PROXY_NAME, "c07.crl");
        assertThat(isLetIn(caller)).as("nothing is known of it yet").isFalse();
        Awaitility.await().atMost(LONG).until(() -> isLetIn(caller));
        assertThat(ASKED).contains("/c07.crl").doesNotContain("/c*.crl");

        REVOKED.set(List.of(caller.chain().get(0)));
        Awaitility.await().atMost(LONG).until(() -> !isLetIn(caller));
        REVOKED.set(List.of());
    }

    @Test
    void the_alarm_of_an_unknown_partition_names_the_line_to_add() {
        assertThat(isLetIn(caller(LocalPki.PROXY_NAME, "other12.crl"))).isFalse();
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(
                        alarms.standing().get("bars.pki.crl-urls lacks " + URL + "other12.crl"))
                .contains("Add to bars.pki.crl-urls: \"" + URL + "other*.crl\""));
        assertThat(ASKED).doesNotContain("/other12.crl");
    }

    @Test
    void the_certificate_of_another_supplier_has_nothing_fetched() {
        assertThat(isLetIn(caller("elsewhere.test", "c08.crl"))).isFalse();
        assertThat(isLetIn(caller(LocalPki.PROXY_NAME, "c09.crl"))).isFalse();
        Awaitility.await().atMost(LONG).until(() -> ASKED.contains("/c09.crl"));
        assertThat(ASKED).doesNotContain("/c08.crl");
    }
}
