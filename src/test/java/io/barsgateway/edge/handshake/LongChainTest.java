package io.barsgateway.edge.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes with more certificates than a JVM reads by itself (8 or 10): they are judged, up to our own bound. */
class LongChainTest {

    private final Opened opened = Opened.plainly();

    @AfterEach
    void close() {
        opened.close();
    }

    static Stream<Arguments> lengths() {
        return IntStream.of(9, 11, 12, 13, 14, 20).boxed().flatMap(length -> Stream.of("TLSv1.2", "TLSv1.3")
                .map(protocol -> Arguments.of(length, protocol)));
    }

    /** A leaf of the issuer that is held, and so many certificates in all: its CAs, and others that lead nowhere. */
    private KeyMaterial presenting(int length) {
        List<X509Certificate> chain = new ArrayList<>(opened.caller.chain());
        while (chain.size() < length - 1) {
            chain.add(CertificateAuthority.root("Other " + chain.size(), Opened.FROM, Opened.LIFE)
                    .certificate());
        }
        chain.add(opened.root.certificate());
        return new KeyMaterial(opened.caller.key(), chain);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void a_good_caller_with_certificates_that_nobody_needs_is_let_in(int length, String protocol) throws Exception {
        try (Wire wire = opened.client(presenting(length)).connect("localhost", protocol)) {
            assertThat(wire.get("/x")).isEqualTo(200);
        }
    }

    @Test
    void certificates_as_large_as_rsa_makes_them_are_read_too() throws Exception {
        List<X509Certificate> chain = new ArrayList<>(opened.caller.chain());
        OddCa.Ext large = new OddCa.Ext(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.9"), false, new DEROctetString(new byte[2_200]));
        while (chain.size() < 20) {
            chain.add(OddCa.root("CN=Large " + chain.size(), large).certificate());
        }
        try (Wire wire =
                opened.client(new KeyMaterial(opened.caller.key(), chain)).connect("localhost", "TLSv1.3")) {
            assertThat(wire.get("/x")).isEqualTo(200);
        }
    }

    @Test
    void a_path_that_needs_what_stands_fourteenth_is_found() throws Exception {
        CertificateAuthority second = opened.issuer.issuer("Second", Opened.FROM, Opened.LIFE);
        opened.chains.replace(new Authorities(List.of(opened.root.certificate()), List.of(), RevocationLists.none()));
        KeyMaterial caller = second.leaf("proxy.test", List.of(), List.of(), Opened.FROM, Opened.LIFE);
        List<X509Certificate> chain = new ArrayList<>(List.of(caller.chain().get(0)));
        while (chain.size() < 12) {
            chain.add(CertificateAuthority.root("Other " + chain.size(), Opened.FROM, Opened.LIFE)
                    .certificate());
        }
        chain.add(opened.issuer.certificate());
        chain.add(second.certificate());
        try (Wire wire = opened.client(new KeyMaterial(caller.key(), chain)).connect("localhost", "TLSv1.3")) {
            assertThat(wire.get("/x")).isEqualTo(200);
        }
    }

    @Test
    void one_more_than_our_bound_ends_the_handshake_and_is_told() {
        assertThat(refused(presenting(21))).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(opened.refusals.seen())
                .anySatisfy(seen -> assertThat(seen.reason()).contains("21", "20")));
    }

    private boolean refused(KeyMaterial caller) {
        try (Wire wire = opened.client(caller).connect("localhost", "TLSv1.3")) {
            return wire.get("/x") == 0;
        } catch (IOException e) {
            return true;
        }
    }
}
