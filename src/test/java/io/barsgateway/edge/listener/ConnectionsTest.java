package io.barsgateway.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.InTime;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to a real port: who may hold one, how long, and what is changed under those that are held. */
class ConnectionsTest {

    private Opened opened = Opened.plainly();

    @AfterEach
    void close() {
        opened.close();
    }

    private void reopen(Opened other) {
        opened.close();
        opened = other;
    }

    private RevocationLists revoking(KeyMaterial caller) {
        Instant now = Instant.now();
        return new RevocationLists(
                Policy.PREFER,
                Map.of(),
                List.of(new RevocationList(opened.issuer.revoking(
                        List.of(caller.chain().get(0)), now.minusSeconds(60), now.plusSeconds(3600)))),
                Duration.ZERO,
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_revoked_caller_is_out_on_held_new_and_resumed_connections(String protocol) throws Exception {
        TlsClient client = opened.client(opened.caller);
        try (Wire first = client.connect("localhost", protocol);
                Wire held = client.connect("localhost", protocol)) {
            assertThat(first.get("/x")).isEqualTo(200);
            assertThat(held.get("/x")).isEqualTo(200);

            opened.chains.replace(opened.authorities(revoking(opened.caller)));

            assertThat(held.ends()).isTrue();
        }
        assertThatThrownBy(() -> {
                    try (Wire resumed = client.connect("localhost", protocol)) {
                        assertThat(resumed.get("/x")).isZero();
                        throw new IOException("the connection ended");
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(opened.refusals.seen())
                .allSatisfy(seen -> assertThat(seen.rule()).isEqualTo("revocation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_session_resumes_until_the_authorities_change(String protocol) throws Exception {
        TlsClient client = opened.client(opened.caller);
        long made;
        try (Wire wire = client.connect("localhost", protocol)) {
            assertThat(wire.get("/x")).isEqualTo(200);
            made = wire.socket().getSession().getCreationTime();
        }
        try (Wire wire = client.connect("localhost", protocol)) {
            assertThat(wire.get("/x")).isEqualTo(200);
            assertThat(wire.socket().getSession().getCreationTime())
                    .as("resumed")
                    .isEqualTo(made);
        }

        opened.chains.replace(opened.authorities(RevocationLists.none()));

        try (Wire wire = client.connect("localhost", protocol)) {
            assertThat(wire.get("/x")).isEqualTo(200);
            assertThat(wire.socket().getSession().getCreationTime())
                    .as("a new session")
                    .isGreaterThan(made);
        }
    }

    @Test
    void a_caller_whose_root_is_taken_away_is_out() throws Exception {
        try (Wire held = opened.client(opened.caller).connect("localhost", "TLSv1.3")) {
            assertThat(held.get("/x")).isEqualTo(200);
            CertificateAuthority other = CertificateAuthority.root("Other", Opened.FROM, Opened.LIFE);

            opened.chains.replace(new Authorities(List.of(other.certificate()), List.of(), RevocationLists.none()));

            assertThat(held.ends()).isTrue();
        }
    }

    @Test
    void a_certificate_that_expires_ends_its_connection() throws Exception {
        try (Wire held = InTime.used(this::answeredOnce)) {
            assertThat(held.ends()).isTrue();
            assertThat(Instant.now()).isAfterOrEqualTo(Opened.endOf(held));
        }
        awaitRefusal("dates");
    }

    /** A connection by a certificate of that life, which was answered before its end. */
    private Wire answeredOnce(Duration life) throws IOException {
        Wire wire = opened.client(opened.brief(life)).connect("localhost", "TLSv1.3");
        assertThat(wire.get("/x")).isEqualTo(200);
        return wire;
    }

    @Test
    void a_new_certificate_is_shown_on_new_connections_only() throws Exception {
        TlsClient client = opened.client(opened.caller);
        KeyMaterial next = opened.server("localhost");
        try (Wire old = client.connect("localhost", "TLSv1.3")) {
            assertThat(old.get("/x")).isEqualTo(200);

            opened.tls.present(List.of(next));

            try (Wire fresh = opened.client(opened.caller).connect("localhost", "TLSv1.3")) {
                assertThat(Opened.served(fresh)).isEqualTo(next.chain().get(0));
            }
            assertThat(old.get("/x")).isEqualTo(200);
        }
    }

    @Test
    void the_name_that_a_client_asks_for_chooses_the_certificate() throws Exception {
        try (Wire second = opened.client(opened.caller).connect("second.test", "TLSv1.2");
                Wire unknown = opened.client(opened.caller).connect("third.test", "TLSv1.3")) {
            assertThat(Opened.served(second).getSubjectX500Principal().getName())
                    .contains("second.test");
            assertThat(Opened.served(unknown).getSubjectX500Principal().getName())
                    .contains("localhost");
        }
    }

    @Test
    void a_refusal_is_heard_while_the_body_still_arrives() throws Exception {
        String head = "PUT /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n";
        TlsClient client = opened.client(opened.caller);
        for (int i = 0; i < 40; i++) {
            try (Wire wire = client.connect("localhost", "TLSv1.3")) {
                assertThat(wire.send(head + "x".repeat(200_000))).as("try " + i).isEqualTo(405);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n', 200",
        "'GET /x HTTP/1.1\r\nHost: localhost:8443\r\n\r\n', 200",
        "'GET /x HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n', 421",
        "'GET https://localhost/x HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'GET /x HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n', 400",
        "'GET /x HTTP/1.1\r\n\r\n', 400",
        "'POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400",
        "'POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', 400",
        "'POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n', 501",
        "'POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nZZ\r\n', 400",
        "'GET /x HTTP/1.1\r\nHost : localhost\r\n\r\n', 400",
        "'TRACE /x HTTP/1.1\r\nHost: localhost\r\n\r\n', 405",
        "'GET /X HTTP/1.1\r\nHost: localhost\r\n\r\n', 404",
        "'GET /x/ HTTP/1.1\r\nHost: localhost\r\n\r\n', 404"
    })
    void a_request_is_for_whom_its_connection_was_made(String request, int status) throws Exception {
        try (Wire wire = opened.client(opened.caller).connect("localhost", "TLSv1.3")) {
            assertThat(wire.send(request)).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "second.test, 200", "further.test, 200", "third.test, 421"})
    void a_request_is_for_one_of_our_names(String name, int status) throws Exception {
        try (Wire wire = opened.client(opened.caller).connect(name, "TLSv1.3")) {
            assertThat(wire.get("/x")).isEqualTo(status);
        }
    }

    @Test
    void a_name_is_ours_from_the_moment_that_its_certificate_is_presented() throws Exception {
        opened.tls.present(List.of(opened.server("localhost"), opened.server("third.test")));

        try (Wire third = opened.client(opened.caller).connect("third.test", "TLSv1.3");
                Wire second = opened.client(opened.caller).connect("second.test", "TLSv1.3")) {
            assertThat(third.get("/x")).isEqualTo(200);
            assertThat(second.get("/x")).isEqualTo(421);
        }
    }

    @Test
    void behind_a_proxy_only_its_line_names_the_caller() throws Exception {
        reopen(Opened.behindProxies());
        TlsClient client = opened.client(opened.caller);
        try (Wire v1 = client.after(ascii("PROXY TCP4 192.0.2.7 127.0.0.1 4711 443\r\n"), "localhost")) {
            assertThat(v1.get("/x")).isEqualTo(200);
        }
        // Version 2, PROXY over TCP4: 192.0.2.8 to 127.0.0.1
        byte[] second = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000c" + "c00002087f000001" + "126701bb");
        try (Wire v2 = client.after(second, "localhost")) {
            assertThat(v2.get("/x")).isEqualTo(200);
        }
        assertThatThrownBy(() -> client.after(ascii("PROXY TCP4 198.51.100.1 127.0.0.1 4711 443\r\n"), "localhost"))
                .isInstanceOf(IOException.class);
        org.awaitility.Awaitility.await().until(() -> opened.refusals.seen().stream()
                .anyMatch(seen -> seen.address().equals("198.51.100.1")));
        assertThatThrownBy(() -> client.connect("localhost", "TLSv1.3")).isInstanceOf(IOException.class);
        awaitRefusal("proxy-protocol");
        assertThatThrownBy(() -> client.after(ascii("PROXY UNKNOWN\r\n"), "localhost"))
                .isInstanceOf(IOException.class);
        try (Socket silent = new Socket()) {
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), opened.listener.boundPort()));
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void an_unexpected_proxy_line_is_refused_before_tls_and_inside_it() throws Exception {
        TlsClient client = opened.client(opened.caller);
        assertThatThrownBy(() -> client.after(ascii("PROXY TCP4 192.0.2.7 127.0.0.1 4711 443\r\n"), "localhost"))
                .isInstanceOf(IOException.class);
        assertThat(opened.refusals.seen().get(0).reason()).isEqualTo("what arrived is not TLS");
        try (Wire wire = client.connect("localhost", "TLSv1.3")) {
            assertThat(wire.send(
                            "PROXY TCP4 192.0.2.7 127.0.0.1 4711 443\r\nGET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HT",
                "GET /x HTTP/1.1\r\nHost: loc",
                "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"
            })
    void whoever_is_slow_is_cut(String part) throws Exception {
        reopen(Opened.impatiently());
        try (Wire wire = opened.client(opened.caller).connect("localhost", "TLSv1.3")) {
            wire.socket().getOutputStream().write(ascii(part));
            wire.socket().getOutputStream().flush();
            int status = wire.read();
            assertThat(status).isIn(0, 408);
            assertThat(status == 0 || wire.ends()).isTrue();
        }
    }

    @Test
    void a_half_handshake_is_cut() throws Exception {
        reopen(Opened.impatiently());
        try (Socket silent = new Socket()) {
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), opened.listener.boundPort()));
            silent.setSoTimeout(10_000);
            silent.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
            assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void old_protocols_are_not_spoken(String protocol) {
        assertThatThrownBy(() -> opened.client(opened.caller).connect("localhost", protocol))
                .isInstanceOf(IOException.class);
    }

    private void awaitRefusal(String rule) {
        org.awaitility.Awaitility.await().until(() -> opened.refusals.seen().stream()
                .anyMatch(seen -> seen.rule().equals(rule)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
