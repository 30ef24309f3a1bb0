package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names out of a certificate that somebody else has made. */
class CertificatesTest {

    private static Ext names(String... dns) {
        GeneralName[] all = new GeneralName[dns.length];
        for (int i = 0; i < dns.length; i++) {
            all[i] = new GeneralName(GeneralName.dNSName, dns[i]);
        }
        return new Ext(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }

    @Test
    void a_name_of_many_thousand_parts_is_read_like_any_other() {
        String name = "a.".repeat(15_000) + "test";
        assertThat(Certificates.names(
                        OddCa.root("CN=Root").leaf("CN=x", names(name, "Proxy.test", "a..b", ".a", "a."))))
                .containsExactly(name, "proxy.test");
    }

    @ParameterizedTest
    @CsvSource({
        "a.star.test, true",
        "A.Star.TEST, true",
        "star.test, false",
        "a.b.star.test, false",
        "own.test, true",
        "test, false"
    })
    void a_star_in_a_server_certificate_is_one_label(String name, boolean isIts) {
        X509Certificate certificate = CertificateAuthority.root(
                        "Root", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofDays(10))
                .leaf(
                        "own.test",
                        List.of("own.test", "*.star.test"),
                        List.of(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Duration.ofDays(10))
                .chain()
                .get(0);

        assertThat(Certificates.isOfServer(certificate, name)).isEqualTo(isIts);
        assertThat(Certificates.names(certificate)).containsExactly("own.test");
    }
}
