package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
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

    @Test
    void the_words_of_a_refusal_name_the_rule_and_what_broke_it() {
        Instant now = FROM.plus(Duration.ofDays(1));
        Authorities authorities =
                new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), RevocationLists.none());
        KeyMaterial late = issuer.leaf("late.test", List.of(), List.of(), FROM, Duration.ofHours(1));
        KeyMaterial own = CertificateAuthority.root("Alone", FROM, LIFE).asLeaf();
        KeyMaterial foreign = CertificateAuthority.root("Far", FROM, LIFE)
                .issuer("Far issuer", FROM, LIFE)
                .leaf("far.test", List.of(), List.of(), FROM, LIFE);
        CertificateAuthority over = root.issuer("Over", FROM, Duration.ofHours(1));
        KeyMaterial under = over.leaf("under.test", List.of(), List.of(), FROM, LIFE);
        KeyMaterial forged =
                CertificateAuthority.root("Issuer", FROM, LIFE).leaf("x.test", List.of(), List.of(), FROM, LIFE);

        assertThat(authorities.judge(late.chain(), now).refusal())
                .contains(new Refusal("dates", "it expired on 2026-01-01T01:00:00Z"));
        assertThat(authorities.judge(own.chain(), now).refusal()).contains(new Refusal("chain", "it is self-signed"));
        assertThat(authorities
                        .judge(foreign.chain().subList(0, 1), now)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo("its issuer is not known here: CN=Far issuer, OU=CA, O=local");
        assertThat(authorities.judge(under.chain(), now).refusal().orElseThrow())
                .satisfies(refusal -> {
                    assertThat(refusal.rule()).isEqualTo("issuer-dates");
                    assertThat(refusal.reason()).contains("expired on 2026-01-01T01:00:00Z", "CN=Over");
                });
        assertThat(authorities
                        .judge(forged.chain(), now)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .startsWith("no path from its issuer to a root of this environment (");
        assertThat(new Authorities(List.of(root.certificate()), List.of(), RevocationLists.none())
                        .judge(path(issuer), FROM.plus(LIFE).plusSeconds(1))
                        .refusal()
                        .orElseThrow())
                .satisfies(refusal -> {
                    assertThat(refusal.rule()).isEqualTo("root-dates");
                    assertThat(refusal.reason()).contains("a root expired on", "CN=Root");
                });
        assertThat(authorities.judge(path(sibling), now).refusal().orElseThrow().reason())
                .contains("bars.pki.issuers", "CN=Sibling");
        assertThat(authorities.judge(path(issuer), now).toString()).startsWith("accepted at");
        assertThat(authorities.judge(own.chain(), now).toString()).startsWith("refused by chain at");
    }

    @Test
    void an_issuer_must_be_one_that_may_issue() {
        KeyMaterial leaf = issuer.leaf("a.test", List.of(), List.of(), FROM, LIFE);
        List<X509Certificate> viaALeaf = List.of(
                leaf.chain().get(0),
                issuer.leaf("b.test", List.of(), List.of(), FROM, LIFE).chain().get(0),
                root.certificate());

        assertThat(ChainRules.authoritiesMayIssue(path(issuer))).isEmpty();
        assertThat(ChainRules.authoritiesMayIssue(viaALeaf).orElseThrow().rule())
                .isEqualTo("issuer-is-no-ca");
        assertThat(ChainRules.isIssuedByOneOf(List.of(issuer.certificate())).objection(List.of(issuer.certificate())))
                .as("a path of one")
                .isPresent();
        assertThat(ChainRules.isIssuedByOneOf(List.of()).objection(path(sibling)))
                .isEmpty();
    }
}
