package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static io.barsgateway.fixture.FileGateway.serviceTo;
import static io.barsgateway.fixture.GuardedGateway.PLAIN;
import static io.barsgateway.fixture.GuardedGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.GuardedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An auth that cannot be shown, or would be shown to somebody else, is refused in words and changes nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class RefusedAuthorisationIT {

    private final GuardedGateway guarded;

    RefusedAuthorisationIT() throws IOException {
        guarded = new GuardedGateway();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "url: 'https://localhost:1/', auth: { bearer-file: a, basic: { user: b, password-file: c } }|more than one of basic, bearer-file and oauth2",
                "url: 'https://localhost:1/', auth: { private-key: a }|no certificate beside it",
                "url: 'https://localhost:1/', auth: { basic: { user: 'a:b', password-file: c } }|has no colon",
                "url: 'https://localhost:1/', auth: { basic: { user: a } }|and a password-file",
                "url: 'https://localhost:1/', auth: { oauth2: { token-url: 'ftp://a/', client-id: b, client-secret-file: c } }|must name a token-url, http or https",
                "url: 'http://localhost:1/', auth: { certificate: a }|auth.certificate needs an https url",
                "auth: { bearer-file: a }|auth needs a url or a route beside it",
                "url: 'https://localhost:1/', auth: { bearer-file: /not/there }|/not/there cannot be read as a secret",
                "url: 'https://localhost:1/', auth: { basic: { user: a, password: c } }|auth.basic.password is no setting",
                "url: 'https://localhost:1/', auth: { oauth2: { token-url: 'http://192.0.2.1/', client-id: b, client-secret-file: FILE } }|delivery.auth.oauth2.token-url is plain http to another machine",
                "url: 'https://localhost:1/', auth: { bearer-file: OPEN }|readable-key: "
            })
    void what_cannot_be_shown_is_refused_in_words(String delivery, String said) throws Exception {
        Path file = guarded.secret("some", SECRET.replaceAll("[^a-z-]", ""));
        Path open = guarded.secret("open", "some-token");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        String id = guarded.newId();
        guarded.gateway()
                .write(
                        service(PLAIN),
                        serviceTo(id, delivery.replace("FILE", "'" + file + "'").replace("OPEN", "'" + open + "'")));

        Awaitility.await().untilAsserted(() -> assertThat(guarded.health()).contains(said));
        guarded.gateway().write(service(PLAIN));
        Awaitility.await().untilAsserted(() -> assertThat(guarded.health()).doesNotContain(said));
    }

    @Test
    void one_server_is_not_shown_two_certificates() throws Exception {
        Path pem = guarded.certificate("cas-four");
        String one = guarded.newId();
        String other = guarded.newId();
        guarded.gateway()
                .write(
                        service(PLAIN),
                        serviceTo(
                                one,
                                "url: '" + guarded.system().url("localhost", "/a") + "', auth: { certificate: '" + pem
                                        + "', private-key: '"
                                        + guarded.gateway().beside("cas-four.key") + "' }"),
                        serviceTo(other, "url: '" + guarded.system().url("LOCALHOST", "/b") + "'"));

        Awaitility.await().untilAsserted(() -> assertThat(guarded.health())
                .contains("delivery of bars.services of " + one + " and the delivery of bars.services of " + other
                        + " go to the same server"));
        guarded.gateway().write(service(PLAIN));
        Awaitility.await().untilAsserted(() -> assertThat(guarded.health()).doesNotContain("go to the same server"));
    }
}
