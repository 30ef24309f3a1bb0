package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.CallerAllowances;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.InTime;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/** Strangers at the door: each is turned away without a word, and each leaves one line that says who and why. */
@GatewayTest
class MutualTlsIT {

    private static final org.slf4j.Logger out = org.slf4j.LoggerFactory.getLogger(MutualTlsIT.class);

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);

    private final Listener inbound;
    private final Alarms alarms;
    private final CallerAllowances allowances;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    MutualTlsIT(@Qualifier("inboundListener") Listener inbound, Alarms alarms, CallerAllowances allowances) {
        this.alarms = alarms;
        this.allowances = allowances;
        this.inbound = inbound;
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger("io.barsgateway")).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.barsgateway")).detachAppender(log);
    }

    private record Stranger(String who, Optional<KeyMaterial> certificate, String reason) {

        @Override
        public String toString() {
            return who;
        }
    }

    static Stream<Stranger> strangers() {
        CertificateAuthority other = CertificateAuthority.root("Another root", NOW, LONG);
        CertificateAuthority otherIssuer = other.issuer("BaRS local issuer", NOW, LONG);
        KeyMaterial selfSigned =
                // Under an issuer name that the listener asks for, or the client would not present it
                CertificateAuthority.root("BaRS local issuer", NOW, LONG).asLeaf();
        return Stream.of(
                new Stranger("no certificate", Optional.empty(), "no client certificate was presented"),
                new Stranger("self-signed", Optional.of(selfSigned), "self-signed"),
                new Stranger(
                        "of another CA",
                        Optional.of(otherIssuer.leaf("bars-proxy.local", List.of(), List.of(), NOW, LONG)),
                        "no path from its issuer"),
                new Stranger(
                        "expired, of a CA that is trusted",
                        Optional.of(FarSide.TRUSTED_ISSUER.leaf(
                                LocalPki.PROXY_NAME, List.of(), List.of(), NOW, Duration.ofDays(1))),
                        "expired on 2026-01-02"),
                new Stranger(
                        "not yet valid, of a CA that is trusted",
                        Optional.of(FarSide.TRUSTED_ISSUER.leaf(
                                LocalPki.PROXY_NAME,
                                List.of(),
                                List.of(),
                                Instant.now().plus(Duration.ofDays(9)),
                                LONG)),
                        "not valid before"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void a_stranger_fails_the_handshake_and_leaves_one_line(Stranger stranger) {
        ProxyClient client = ProxyClient.presenting(
                inbound.boundPort(), stranger.certificate().orElse(null));

        assertThatThrownBy(() -> client.to(FarSide.ANY).post(Messages.validation()))
                .isInstanceOf(IOException.class);

        List<String> lines = refusals(1);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("address=127.0.0.1", stranger.reason());
        if (stranger.certificate().isPresent()) {
            assertThat(lines.get(0)).containsPattern("sha256=[0-9a-f]{64}");
        }
        out.info("| {} | {} |", stranger, lines.get(0));
    }

    @Test
    void a_trusted_chain_under_another_name_is_403_without_a_reason() throws Exception {
        // The gateway's own server certificate: the right CA, the wrong name
        ProxyClient client = ProxyClient.presenting(inbound.boundPort(), FarSide.PKI.material("simulator"));

        Reply reply = client.to(FarSide.ANY).post(Messages.validation());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("REC_FORBIDDEN");
        assertThat(reply.diagnostics()).isEqualTo("Forbidden");
        // A connection of an earlier story may be refused meanwhile, when it is judged again
        assertThat(refusals(1)).anySatisfy(line -> assertThat(line)
                .contains("stage=request", "its name is not in bars.caller.names: localhost"));
    }

    @Test
    void an_unknown_name_raises_an_alarm_and_may_be_allowed_temporarily() throws Exception {
        KeyMaterial renamed = FarSide.TRUSTED_ISSUER.leaf("new-name.test", List.of(), List.of(), NOW, LONG);
        ProxyClient client = ProxyClient.presenting(inbound.boundPort(), renamed);
        String thumbprint = Certificates.thumbprint(renamed.chain().get(0));

        assertThat(client.to(FarSide.ANY).post(Messages.validation()).status()).isEqualTo(403);
        assertThat(alarms.standing().get("caller"))
                .contains("add \"new-name.test\" to bars.caller.names", "bars caller allow " + thumbprint);

        InTime.used(life -> {
            allowances.add(thumbprint, life, "story", "nobody");
            assertThat(client.to(FarSide.ANY).post(Messages.validation()).status())
                    .isEqualTo(200);
            return assertThat(alarms.standing()).containsKey("caller-allowance");
        });
        Awaitility.await()
                .until(() -> client.to(FarSide.ANY).post(Messages.validation()).status() == 403);
        assertThat(alarms.standing()).doesNotContainKey("caller-allowance");
    }

    @Test
    void an_allowance_needs_a_thumbprint_a_reason_and_an_end() {
        String thumbprint = "ab".repeat(32);
        assertThatThrownBy(() -> allowances.add("abc", Duration.ofHours(1), "why", "who"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> allowances.add(thumbprint, Duration.ofHours(1), " ", "who"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> allowances.add(thumbprint, Duration.ofDays(8), "why", "who"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_off_the_list_is_cut_before_tls() throws Exception {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 9}), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), inbound.boundPort()));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
        }
        List<String> lines = refusals(1);
        assertThat(lines.get(0)).contains("address=127.0.0.9", "stage=connect", "bars.caller.addresses");
        out.info("| an address off the list | {} |", lines.get(0));
    }

    @Test
    void a_proxy_under_another_trusted_issuer_is_let_in() throws Exception {
        KeyMaterial good = FarSide.TRUSTED_ISSUER.leaf(LocalPki.PROXY_NAME, List.of(), List.of(), NOW, LONG);

        assertThat(ProxyClient.presenting(inbound.boundPort(), good)
                        .to(FarSide.ANY)
                        .post(Messages.validation())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_certificate_of_a_sub_ca_that_is_no_issuer_is_refused() throws Exception {
        CertificateAuthority sibling = FarSide.TRUSTED_ROOT.issuer("Story smartcards", NOW, LONG);
        KeyMaterial smartcard = sibling.leaf(LocalPki.PROXY_NAME, List.of(), List.of(), NOW, LONG);

        // Its issuer is not among those that the listener names, so that only a client that insists presents it
        ProxyClient client = ProxyClient.insisting(inbound.boundPort(), smartcard);
        assertThatThrownBy(() -> client.to(FarSide.ANY).post(Messages.validation()))
                .isInstanceOf(IOException.class);

        assertThat(refusals(1).get(0)).contains("its issuer is not one of bars.pki.issuers");
    }

    @Test
    void the_proxy_gets_in() throws Exception {
        assertThat(ProxyClient.at(inbound.boundPort())
                        .to(FarSide.ANY)
                        .post(Messages.validation())
                        .status())
                .isEqualTo(200);
        assertThat(refusals(0)).isEmpty();
    }

    private List<String> refusals(int count) {
        Awaitility.await().until(() -> lines().size() >= count);
        return lines();
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("Refused caller"))
                // A caller of an earlier test may be judged again while it is still connected
                .filter(line -> !line.contains("stage=connected"))
                .toList();
    }
}
