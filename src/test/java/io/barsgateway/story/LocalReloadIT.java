package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.RawRequests;
import io.barsgateway.fixture.RawRequests.Door;
import io.barsgateway.fixture.RawRequests.Row;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The local side's certificate, roots and credentials replaced under a running gateway: good ones are taken, bad ones are not. */
@GatewayTest
@DirtiesContext
class LocalReloadIT {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);
    private static final String TOKEN = "the-token-of-the-first-installation";
    private static final String NEXT_TOKEN = "the-token-that-takes-its-place-later";
    private static final KeyMaterial FIRST = FarSide.PKI.issued("first-system", List.of(), FROM, LONG);
    private static final KeyMaterial STRANGER =
            FarSide.TRUSTED_ISSUER.leaf("next-system", List.of(), List.of(), FROM, LONG);
    private static final KeyMaterial UNKNOWN = FarSide.PKI.issued("unknown-system", List.of(), FROM, LONG);
    private static final Path FOLDER = folder();

    private final Listener local;
    private final Alarms alarms;

    LocalReloadIT(@Qualifier("localListener") Listener local, Alarms alarms) {
        this.local = local;
        this.alarms = alarms;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-local-reload");
            restore(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve("local.crt"), Files.readString(FarSide.PKI.certificate("gateway")));
        PrivateFiles.write(folder.resolve("local.key"), Files.readString(FarSide.PKI.key("gateway")));
        PrivateFiles.write(folder.resolve("roots.pem"), Files.readString(FarSide.PKI.root()));
        PrivateFiles.write(
                folder.resolve("system.crt"), PemText.of(FIRST.chain().get(0)));
        PrivateFiles.write(folder.resolve("cas.token"), TOKEN + "\n");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.local.certificate", () -> FOLDER.resolve("local.crt"));
        settings.add("bars.local.private-key", () -> FOLDER.resolve("local.key"));
        settings.add("bars.local.roots", () -> FOLDER.resolve("roots.pem"));
        settings.add("bars.local.credentials[0].name", () -> "cas");
        settings.add("bars.local.credentials[0].token-file", () -> FOLDER.resolve("cas.token"));
        settings.add("bars.local.credentials[0].services", () -> FarSide.ANY);
        settings.add("bars.local.credentials[1].name", () -> "system");
        settings.add("bars.local.credentials[1].certificate", () -> FOLDER.resolve("system.crt"));
        settings.add("bars.local.credentials[1].services", () -> "all");
    }

    @AfterEach
    void putBack() throws IOException {
        restore(FOLDER);
        Awaitility.await()
                .until(() -> alarms.standing().keySet().stream().noneMatch(subject -> subject.startsWith("bars.local"))
                        && metrics(FIRST, "") == 200
                        && metrics(FIRST, TOKEN) == 200);
    }

    private Wire connect(KeyMaterial own) throws IOException {
        return new TlsClient(local.boundPort(), Certificates.read(FarSide.PKI.root()), own)
                .connect("localhost", "TLSv1.3");
    }

    /** What is answered to whoever shows that certificate and that token; 0 where the handshake or the connection ends. */
    private int metrics(KeyMaterial own, String token) {
        try (Wire wire = connect(own)) {
            return wire.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
                    + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n");
        } catch (IOException e) {
            return 0;
        }
    }

    private X509Certificate served() throws IOException {
        try (Wire wire = connect(FIRST)) {
            return Opened.served(wire);
        }
    }

    private static void place(KeyMaterial material) throws IOException {
        StringBuilder chain = new StringBuilder();
        material.chain().forEach(one -> chain.append(PemText.of(one)));
        PrivateFiles.write(FOLDER.resolve("local.crt"), chain.toString());
        PrivateFiles.write(FOLDER.resolve("local.key"), KeyMaterial.pem(material.key(), null));
    }

    private void awaitAlarm(String subject, String words) {
        Awaitility.await()
                .until(() -> alarms.standing().getOrDefault(subject, "").contains(words));
    }

    @Test
    void a_new_certificate_is_served_and_an_unfit_one_raises_an_alarm() throws Exception {
        KeyMaterial next = FarSide.PKI.issued("localhost", List.of("localhost"), FROM, LONG);
        place(next);
        Awaitility.await().until(() -> served().equals(next.chain().get(0)));

        place(FarSide.PKI.issued("localhost", List.of("localhost"), FROM, Duration.ofDays(2)));
        awaitAlarm("bars.local", "is not valid now");
        place(FarSide.PKI.issued("elsewhere.test", List.of("elsewhere.test"), FROM, LONG));
        awaitAlarm("bars.local", "it is not for");
        PrivateFiles.write(FOLDER.resolve("local.crt"), "garbage");
        awaitAlarm("bars.local", "local.crt");

        assertThat(served()).isEqualTo(next.chain().get(0));
    }

    @Test
    void a_new_token_replaces_the_old_one_if_it_is_valid() throws Exception {
        PrivateFiles.write(FOLDER.resolve("cas.token"), NEXT_TOKEN + "\n");
        Awaitility.await().until(() -> metrics(UNKNOWN, NEXT_TOKEN) == 200);
        assertThat(metrics(UNKNOWN, TOKEN)).isEqualTo(401);

        PrivateFiles.write(FOLDER.resolve("cas.token"), "short\n");
        awaitAlarm("bars.local.credentials", "fewer than 24 characters");
        assertThat(metrics(UNKNOWN, NEXT_TOKEN)).isEqualTo(200);
        assertThat(metrics(UNKNOWN, "short")).isEqualTo(401);
        Files.delete(FOLDER.resolve("cas.token"));
        awaitAlarm("bars.local.credentials", "cannot be read");
        assertThat(metrics(UNKNOWN, NEXT_TOKEN)).isEqualTo(200);
        assertThat(metrics(UNKNOWN, "")).isEqualTo(401);
    }

    @Test
    void a_renewed_certificate_replaces_the_old_one_at_once() throws Exception {
        KeyMaterial renewed = FarSide.PKI.issued("first-system", List.of(), FROM, LONG);
        assertThat(metrics(renewed, "")).isEqualTo(401);
        try (Wire held = connect(FIRST)) {
            assertThat(held.get("/metrics")).isEqualTo(200);

            PrivateFiles.write(
                    FOLDER.resolve("system.crt"), PemText.of(renewed.chain().get(0)));
            Awaitility.await().until(() -> metrics(renewed, "") == 200);

            assertThat(held.get("/metrics")).as("on a kept connection too").isEqualTo(401);
        }
    }

    @Test
    void a_root_that_is_added_lets_its_systems_show_their_certificates() throws Exception {
        PrivateFiles.write(
                FOLDER.resolve("system.crt"), PemText.of(STRANGER.chain().get(0)));
        PrivateFiles.write(
                FOLDER.resolve("roots.pem"),
                Files.readString(FarSide.PKI.root()) + PemText.of(FarSide.TRUSTED_ROOT.certificate()));

        Awaitility.await().until(() -> metrics(STRANGER, "") == 200);

        PrivateFiles.write(FOLDER.resolve("roots.pem"), "garbage");
        awaitAlarm("bars.local", "roots.pem");
        assertThat(metrics(STRANGER, "")).isEqualTo(200);
    }

    static Stream<Row> rows() {
        return RawRequests.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bad_http_is_refused_under_tls_too(Row row) throws Exception {
        RawRequests.check(Door.ofLocalTls(local.boundPort()), row);
    }
}
