package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;

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
}
