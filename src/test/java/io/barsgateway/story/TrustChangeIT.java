package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files replaced under a running gateway: good ones are taken, bad ones are not, and either way messages go on. */
@GatewayTest
@DirtiesContext
class TrustChangeIT {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);
    private static final Path FOLDER = folder();
    private static final KeyMaterial CALLER =
            FarSide.TRUSTED_ISSUER.leaf("bars-proxy.local", List.of(), List.of(), FROM, LONG);

    private final Listener inbound;
    private final Alarms alarms;

    TrustChangeIT(@Qualifier("inboundListener") Listener inbound, Alarms alarms) {
        this.inbound = inbound;
        this.alarms = alarms;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-trust-change");
            restore(folder);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void restore(Path folder) throws IOException {
        copy("gateway.crt", Files.readAllBytes(FarSide.PKI.certificate("gateway")), folder);
        copy("sender.key", Files.readAllBytes(FarSide.PKI.senderKey()), folder);
        copy("gateway.key", Files.readAllBytes(FarSide.PKI.key("gateway")), folder);
        copy(
                "roots.pem",
                (Files.readString(FarSide.PKI.root()) + PemText.of(FarSide.TRUSTED_ROOT.certificate()))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                folder);
        copy(
                "issuers.pem",
                (Files.readString(FarSide.PKI.issuer()) + PemText.of(FarSide.TRUSTED_ISSUER.certificate()))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                folder);
        Instant now = Instant.now();
        copy(
                "list.crl",
                PemText.of(FarSide.TRUSTED_ISSUER.revoking(List.of(), now.minusSeconds(60), now.plusSeconds(86_400)))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                folder);
    }

    private static void copy(String name, byte[] content, Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(name), content);
    }

    @AfterEach
    void putBack() throws IOException {
        restore(FOLDER);
        Awaitility.await()
                .until(() -> !alarms.standing().containsKey("bars.inbound")
                        && !alarms.standing().containsKey("bars.pki"));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.inbound.certificate", () -> FOLDER.resolve("gateway.crt"));
        settings.add("bars.inbound.private-key", () -> FOLDER.resolve("gateway.key"));
        settings.add("bars.sender.private-key", () -> FOLDER.resolve("sender.key"));
        settings.add("bars.pki.roots", () -> FOLDER.resolve("roots.pem"));
        settings.add("bars.pki.issuers", () -> FOLDER.resolve("issuers.pem"));
        settings.add("bars.pki.crls", () -> FOLDER.resolve("list.crl"));
        settings.add("bars.pki.recheck", () -> "500ms");
    }

    private Wire connect(KeyMaterial caller) throws IOException {
        return new TlsClient(inbound.boundPort(), Certificates.read(FarSide.PKI.root()), caller)
                .connect("localhost", "TLSv1.3");
    }

    private X509Certificate served() throws IOException {
        try (Wire wire = connect(CALLER)) {
            return Opened.served(wire);
        }
    }

    private int post() throws Exception {
        return ProxyClient.presenting(inbound.boundPort(), FarSide.PKI.material("proxy"))
                .to(FarSide.ANY)
                .post(Messages.validation())
                .status();
    }

    private KeyMaterial next(String name, Instant from, Duration life) {
        return FarSide.PKI.issued(name, List.of("localhost"), from, life);
    }

    private void place(KeyMaterial material) throws IOException {
        StringBuilder chain = new StringBuilder();
        material.chain().forEach(one -> chain.append(PemText.of(one)));
        PrivateFiles.write(FOLDER.resolve("gateway.crt"), chain.toString());
        PrivateFiles.write(FOLDER.resolve("gateway.key"), KeyMaterial.pem(material.key(), null));
    }

    @Test
    void a_new_certificate_is_served_within_seconds() throws Exception {
        KeyMaterial next = next("localhost", FROM, LONG);
        place(next);
        Awaitility.await().until(() -> served().equals(next.chain().get(0)));
        assertThat(post()).isEqualTo(200);
    }

    @Test
    void half_a_change_is_not_taken_and_the_other_half_completes_it() throws Exception {
        X509Certificate before = served();
        KeyMaterial next = next("localhost", FROM, LONG);
        byte[] key = Files.readAllBytes(FOLDER.resolve("gateway.key"));
        place(next);
        copy("gateway.key", key, FOLDER);
        Awaitility.await().until(() -> alarms.standing().containsKey("bars.inbound"));
        assertThat(alarms.standing().get("bars.inbound")).contains("does not belong to the certificate");
        assertThat(served()).isEqualTo(before);

        place(next);
        Awaitility.await().until(() -> served().equals(next.chain().get(0)));
        assertThat(alarms.standing()).doesNotContainKey("bars.inbound");
    }

    @Test
    void an_expired_one_one_for_another_name_and_garbage_are_kept_out() throws Exception {
        X509Certificate before = served();
        place(next("localhost", FROM, Duration.ofDays(2)));
        awaitAlarm("is not valid now");
        place(FarSide.PKI.issued("elsewhere.test", List.of("elsewhere.test"), FROM, LONG));
        awaitAlarm("it is not for");
        copy("gateway.crt", new byte[] {1, 2, 3}, FOLDER);
        awaitAlarm("gateway.crt");
        assertThat(served()).isEqualTo(before);
        assertThat(post()).isEqualTo(200);
    }

    private void awaitAlarm(String words) {
        Awaitility.await()
                .until(() -> alarms.standing().getOrDefault("bars.inbound", "").contains(words));
    }

    @Test
    void a_senders_key_that_cannot_sign_is_kept_out() throws Exception {
        copy("sender.key", Files.readAllBytes(FarSide.PKI.key("gateway")), FOLDER);
        Awaitility.await().until(() -> alarms.standing().containsKey("bars.sender"));
        assertThat(alarms.standing().get("bars.sender")).contains("no RSA key of 2048 bits");

        copy(
                "sender.key",
                KeyMaterial.pem(FarSide.PKI.issued("any", List.of(), FROM, LONG).key(), null)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                FOLDER);
        Awaitility.await().until(() -> !alarms.standing().containsKey("bars.sender"));
    }

    @Test
    void a_caller_is_refused_while_a_new_revocation_list_names_it() throws Exception {
        try (Wire held = connect(CALLER)) {
            assertThat(held.get("/metadata")).isEqualTo(200);
            Instant now = Instant.now();
            copy(
                    "list.crl",
                    PemText.of(FarSide.TRUSTED_ISSUER.revoking(
                                    List.of(CALLER.chain().get(0)), now.minusSeconds(30), now.plusSeconds(86_400)))
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    FOLDER);
            assertThat(held.ends()).isTrue();
        }
        assertThatThrownBy(() -> {
                    try (Wire wire = connect(CALLER)) {
                        if (wire.get("/metadata") == 0) {
                            throw new IOException("ended");
                        }
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(post()).as("another caller").isEqualTo(200);
        restore(FOLDER);
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Wire wire = connect(CALLER)) {
                return wire.get("/metadata") == 200;
            }
        });
    }

    @Test
    void a_removed_root_ends_the_connections_of_its_callers() throws Exception {
        copy("roots.pem", "nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8), FOLDER);
        Awaitility.await().until(() -> alarms.standing().containsKey("bars.pki"));
        try (Wire held = connect(CALLER)) {
            assertThat(held.get("/metadata")).isEqualTo(200);

            copy("roots.pem", Files.readAllBytes(FarSide.PKI.root()), FOLDER);

            assertThat(held.ends()).isTrue();
        }
        assertThat(post()).isEqualTo(200);
    }
}
