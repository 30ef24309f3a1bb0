package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static io.barsgateway.fixture.FileGateway.serviceTo;
import static io.barsgateway.fixture.GuardedGateway.BEARER;
import static io.barsgateway.fixture.GuardedGateway.PLAIN;
import static io.barsgateway.fixture.GuardedGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GuardedGateway;
import io.barsgateway.fixture.GuardedSystem.Call;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** delivery.auth and confirm.auth: what shows a local system who we are, over real TLS; secrets are in files and nowhere else. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorisationIT {

    private final GuardedGateway guarded;

    AuthorisationIT() throws IOException {
        guarded = new GuardedGateway();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void a_password_or_token_is_sent_in_the_authorization_header() throws Exception {
        guarded.secret("password", SECRET);
        guarded.secret("bearer", BEARER);
        guarded.secret("client", SECRET);
        String basic = guarded.serving(
                "/in",
                "basic: { user: bars, password-file: '" + guarded.gateway().beside("password") + "' }");
        assertThat(guarded.delivered(guarded.post(basic), 1).get(0).header("Authorization"))
                .isEqualTo("Basic " + ProxyClient.base64("bars:" + SECRET));
        String bearer =
                guarded.serving("/in", "bearer-file: '" + guarded.gateway().beside("bearer") + "'");
        assertThat(guarded.delivered(guarded.post(bearer), 1).get(0).header("Authorization"))
                .isEqualTo("Bearer " + BEARER);
        String byHeader = guarded.serving("/guarded", guarded.oauth2("client", ", scope: 'deliver bookings'"));
        assertThat(guarded.delivered(guarded.post(byHeader), 1).get(0).header("Authorization"))
                .startsWith("Bearer canary-fetched-");
        String byForm = guarded.serving("/guarded", guarded.oauth2("client", ", client: post"));
        assertThat(guarded.delivered(guarded.post(byForm), 1).get(0).header("Authorization"))
                .startsWith("Bearer canary-fetched-");
        assertThat(guarded.system().calls(call -> call.path().equals("/token")))
                .anySatisfy(call -> assertThat(call.body()).contains("scope=deliver+bookings"))
                .allSatisfy(call -> assertThat(call.body()).contains("grant_type=client_credentials"));
    }

    @Test
    void each_service_presents_its_own_certificate_and_no_other() throws Exception {
        String one = guarded.newId();
        String other = guarded.newId();
        String none = guarded.newId();
        Path pem = guarded.certificate("cas-one");
        KeyMaterial two =
                FarSide.PKI.issued("cas-two", List.of(), Instant.now().minusSeconds(3600), Duration.ofDays(2));
        Files.write(guarded.secret("cas-two.p12", ""), two.pkcs12("changed-it".toCharArray()));
        guarded.secret("cas-two.password", "changed-it");
        guarded.gateway()
                .write(
                        service(PLAIN),
                        serviceTo(
                                one,
                                "url: '" + guarded.system().url("localhost", "/one") + "', auth: { certificate: '" + pem
                                        + "', private-key: '"
                                        + guarded.gateway().beside("cas-one.key") + "' }"),
                        serviceTo(
                                other,
                                "url: '" + guarded.system().url("127.0.0.1", "/other") + "', auth: { certificate: '"
                                        + guarded.gateway().beside("cas-two.p12") + "', password-file: '"
                                        + guarded.gateway().beside("cas-two.password") + "' }"),
                        serviceTo(none, "url: '" + FarSide.LOCAL.url() + "'"));

        for (int i = 0; i < 3; i++) {
            assertThat(guarded.delivered(guarded.post(one), 1).get(0).certificate())
                    .isEqualTo("cas-one");
            assertThat(guarded.delivered(guarded.post(other), 1).get(0).certificate())
                    .isEqualTo("cas-two");
        }
        assertThat(guarded.system().calls(call -> call.path().equals("/one")).stream()
                        .map(Call::connection)
                        .distinct())
                .as("a handshake is not made for each message")
                .hasSize(1);
        guarded.certificate("cas-three");
        Files.copy(
                guarded.gateway().beside("cas-three.key"),
                guarded.gateway().beside("cas-one.key"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(guarded.gateway().beside("cas-three.crt"), pem, StandardCopyOption.REPLACE_EXISTING);
        Awaitility.await().untilAsserted(() -> assertThat(
                        guarded.delivered(guarded.post(one), 1).get(0).certificate())
                .as("no kept connection and no session of before")
                .isEqualTo("cas-three"));
        assertThat(guarded.delivered(guarded.post(other), 1).get(0).certificate())
                .isEqualTo("cas-two");
    }

    @Test
    void a_wrong_secret_is_one_alarm_and_mending_needs_no_restart() throws Exception {
        guarded.secret("wrong", "not-it");
        guarded.takeOnly("Basic " + ProxyClient.base64("bars:mended"));
        String id = guarded.newId();
        guarded.gateway()
                .write(
                        service(PLAIN),
                        serviceTo(
                                id,
                                "url: '" + guarded.system().url("localhost", "/guarded")
                                        + "', auth: { basic: { user: bars, password-file: '"
                                        + guarded.gateway().beside("wrong")
                                        + "' } }"));
        ProxyClient request = guarded.post(id);
        Awaitility.await().untilAsserted(() -> assertThat(guarded.health())
                .contains(
                        "deliveries of " + id,
                        "answered 401 at https://",
                        "(delivery of bars.services of " + id + ")"));

        guarded.secret("wrong", "mended");

        Awaitility.await().untilAsserted(() -> assertThat(guarded.health()).doesNotContain("deliveries of " + id));
        assertThat(guarded.delivered(request, 2).stream()
                        .map(call -> call.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_broken_secret_file_is_an_alarm_and_the_old_secret_stays() throws Exception {
        Path file = guarded.secret("breaking", BEARER);
        String id = guarded.serving("/in", "bearer-file: '" + file + "'");

        guarded.secret("breaking", "two words");

        Awaitility.await().untilAsserted(() -> assertThat(guarded.health())
                .contains("delivery.auth: ", "breaking holds no bearer token in its first line"));
        assertThat(guarded.delivered(guarded.post(id), 1).get(0).header("Authorization"))
                .isEqualTo("Bearer " + BEARER);
        guarded.secret("breaking", BEARER);
        Awaitility.await().untilAsserted(() -> assertThat(guarded.health()).doesNotContain("delivery.auth: "));
    }

    @Test
    void who_decides_is_shown_it_too() throws Exception {
        guarded.secret("deciding", BEARER);
        String id = guarded.newId();
        guarded.gateway()
                .write(
                        service(PLAIN),
                        service(
                                id,
                                "      accept: { new-referral: confirm-first }\n",
                                "      confirm: { url: '" + guarded.system().url("localhost", "/decide")
                                        + "', auth: { bearer-file: '"
                                        + guarded.gateway().beside("deciding") + "' } }\n"));
        ProxyClient request = guarded.post(id);

        assertThat(guarded.delivered(request, 1).get(0).header("Authorization")).isEqualTo("Bearer " + BEARER);
    }
}
