package io.barsgateway.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.keys.CertificateAuthority;
import io.barsgateway.keys.Certificates;
import io.barsgateway.keys.KeyMaterial;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainRulesTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(365);

    private final CertificateAuthority root = CertificateAuthority.root("Root", FROM, LIFE);
    private final CertificateAuthority issuer = root.issuer("Issuer", FROM, LIFE);
    private final CertificateAuthority sibling = root.issuer("Sibling", FROM, LIFE);

    private List<X509Certificate> path(CertificateAuthority under) {
        KeyMaterial leaf = under.leaf("proxy", List.of(), List.of(), FROM, LIFE);
        return List.of(leaf.chain().get(0), under.certificate(), root.certificate());
    }

    @Test
    void a_leaf_of_a_named_issuer_passes_and_a_siblings_does_not() {
        ChainRule rule = ChainRules.isIssuedByOneOf(List.of(issuer.certificate()));

        assertThat(rule.objection(path(issuer))).isEmpty();
        assertThat(rule.objection(path(sibling))).isPresent();
    }

    @Test
    void a_ca_is_no_client_and_is_not_for_clients() {
        List<X509Certificate> authority = List.of(issuer.certificate(), root.certificate());

        assertThat(ChainRules.isNotAnAuthority(path(issuer))).isEmpty();
        assertThat(ChainRules.isNotAnAuthority(authority)).isPresent();
        assertThat(ChainRules.isForClients(path(issuer))).isEmpty();
        assertThat(ChainRules.isForClients(authority)).isPresent();
    }

    @Test
    void the_published_certificates_are_strong_enough_and_for_clients() {
        for (String file :
                List.of("int/int.api.service.nhs.uk-caller.crt", "prod/bars-proxy.spineservices.nhs.uk-caller.crt")) {
            List<X509Certificate> published = Certificates.read(Path.of("certs", file));
            List<X509Certificate> path = List.of(published.get(0), root.certificate());
            assertThat(ChainRules.isForClients(path)).isEmpty();
            assertThat(ChainRules.isNotAnAuthority(path)).isEmpty();
            assertThat(ChainRules.hasSoundKeys(path)).isEmpty();
            assertThat(ChainRules.hasStrongSignatures(path)).isEmpty();
        }
    }
}
