package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.Properties;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is judged by, how long a verdict holds, and which files cannot be judged by at all. */
class AuthoritiesTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = FROM.plus(Duration.ofDays(10));
    private static final Duration LIFE = Duration.ofDays(100);

    private final Path folder;

    AuthoritiesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final CertificateAuthority root = CertificateAuthority.root("Root", FROM, LIFE);
    private final CertificateAuthority issuer = root.issuer("Issuer", FROM, LIFE);
    private final KeyMaterial leaf = issuer.leaf("proxy.test", List.of(), List.of(), FROM, LIFE);

    private Authorities authorities(RevocationLists lists) {
        return new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), lists);
    }

    private RevocationLists lists(
            Policy policy, Map<String, Policy> policyOf, boolean elsewhere, Duration age, X509Certificate... revoked) {
        return new RevocationLists(
                policy,
                policyOf,
                List.of(
                        new RevocationList(issuer.revoking(
                                List.of(revoked), NOW.minus(age), NOW.minus(age).plus(Duration.ofHours(1)))),
                        new RevocationList(
                                root.revoking(List.of(), NOW.minusSeconds(60), NOW.plus(Duration.ofHours(1))))),
                Duration.ofHours(2),
                elsewhere);
    }

    private Optional<String> rule(RevocationLists lists) {
        return authorities(lists).judge(leaf.chain(), NOW).refusal().map(Refusal::rule);
    }

    @Test
    void a_leaf_alone_is_enough_where_its_sub_ca_is_held() {
        List<X509Certificate> alone = leaf.chain().subList(0, 1);
        assertThat(authorities(RevocationLists.none()).judge(alone, NOW).refusal())
                .isEmpty();
        assertThat(Authorities.pinned(
                                List.of(root.certificate()), List.of(issuer.certificate()), RevocationLists.none())
                        .judge(alone, NOW)
                        .refusal()
                        .map(Refusal::rule))
                .contains("chain");
        assertThat(authorities(RevocationLists.none()).judge(List.of(), NOW).refusal())
                .isPresent();
    }

    @Test
    void a_sub_ca_among_the_roots_is_no_anchor() {
        Authorities authorities =
                new Authorities(List.of(issuer.certificate(), root.certificate()), List.of(), RevocationLists.none());
        assertThat(authorities.roots()).containsExactly(root.certificate());
        assertThat(authorities.named()).containsExactly(root.certificate(), issuer.certificate());
        assertThat(authorities.judge(leaf.chain().subList(0, 1), NOW).refusal()).isEmpty();
        assertThat(new Authorities(List.of(issuer.certificate()), List.of(), RevocationLists.none())
                        .judge(leaf.chain(), NOW)
                        .refusal()
                        .map(Refusal::reason))
                .contains("bars.pki.roots holds no self-signed root");
    }

    @Test
    void dates_are_judged_to_the_second() {
        Instant end = FROM.plus(LIFE);
        Authorities authorities = authorities(RevocationLists.none());
        assertThat(authorities.judge(leaf.chain(), end).refusal()).isEmpty();
        assertThat(authorities.judge(leaf.chain(), end.plusSeconds(1)).refusal())
                .isPresent();
        assertThat(authorities.judge(leaf.chain(), FROM).refusal()).isEmpty();
        assertThat(authorities.judge(leaf.chain(), FROM.minusSeconds(1)).refusal())
                .isPresent();
    }

    @Test
    void too_many_certificates_are_not_looked_at() {
        List<X509Certificate> many = new ArrayList<>(leaf.chain());
        while (many.size() < 20) {
            many.add(root.certificate());
        }
        CertificateAuthority unknown = CertificateAuthority.root("Unknown", FROM, LIFE);
        assertThat(authorities(RevocationLists.none()).judge(many, NOW).refusal())
                .isEmpty();
        many.set(0, unknown.certificate());
        many.add(root.certificate());
        assertThat(authorities(RevocationLists.none())
                        .judge(many, NOW)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .contains("more than 20");
    }

    @Test
    void revocation_is_judged_as_the_policy_has_it() {
        Duration fresh = Duration.ofMinutes(1);
        X509Certificate own = leaf.chain().get(0);
        assertThat(rule(lists(Policy.REQUIRE, Map.of(), false, fresh))).isEmpty();
        assertThat(rule(lists(Policy.REQUIRE, Map.of(), false, fresh, own))).contains("revocation");
        assertThat(rule(lists(Policy.PREFER, Map.of(), false, fresh, own))).contains("revocation");
        assertThat(rule(lists(Policy.OFF, Map.of(), false, fresh, own))).isEmpty();
        assertThat(rule(lists(Policy.OFF, Map.of("Issuer", Policy.PREFER), false, fresh, own)))
                .contains("revocation");
        assertThat(rule(lists(Policy.REQUIRE, Map.of("Issuer", Policy.OFF), false, fresh, own)))
                .isEmpty();
    }

    @Test
    void a_late_list_counts_for_its_grace_and_is_told_of() {
        X509Certificate own = leaf.chain().get(0);
        RevocationLists inGrace = lists(Policy.REQUIRE, Map.of(), false, Duration.ofMinutes(170), own);
        RevocationLists over = lists(Policy.REQUIRE, Map.of(), false, Duration.ofMinutes(190));
        assertThat(rule(inGrace)).contains("revocation");
        assertThat(inGrace.late(NOW)).hasSize(1);
        assertThat(lists(Policy.REQUIRE, Map.of(), false, Duration.ofMinutes(1)).late(NOW))
                .isEmpty();
        assertThat(authorities(over)
                        .judge(leaf.chain(), NOW)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .contains("no current list");
        assertThat(rule(lists(Policy.PREFER, Map.of(), false, Duration.ofMinutes(190), own)))
                .isEmpty();
        assertThat(rule(lists(Policy.REQUIRE, Map.of(), true, Duration.ofMinutes(190))))
                .as("OCSP speaks for the leaf")
                .isEmpty();
        assertThat(rule(lists(Policy.REQUIRE, Map.of(), false, Duration.ofMinutes(-5))))
                .as("from the future")
                .contains("revocation");
        assertThat(over.lists().get(0).label(NOW)).contains("Issuer", "3 h ago");
    }

    @Test
    void a_list_of_another_ca_with_the_same_name_says_nothing() {
        CertificateAuthority impostor = CertificateAuthority.root("Issuer", FROM, LIFE);
        RevocationLists forged = new RevocationLists(
                Policy.PREFER,
                Map.of(),
                List.of(new RevocationList(
                        impostor.revoking(List.of(leaf.chain().get(0)), NOW.minusSeconds(60), NOW.plusSeconds(600)))),
                Duration.ZERO,
                false);
        assertThat(rule(forged)).isEmpty();
    }

    @Test
    void a_verdict_lasts_no_longer_than_its_certificates() {
        Authorities by = authorities(RevocationLists.none());
        CallerChains now = new CallerChains(by, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));
        Verdict verdict = now.judge(leaf.chain());
        assertThat(now.judge(leaf.chain(), verdict)).isSameAs(verdict);
        assertThat(now.judge(leaf.chain(), null)).isNotSameAs(verdict);
        assertThat(verdict.toString()).startsWith("accepted at");

        CallerChains later =
                new CallerChains(by, Clock.fixed(NOW.plusSeconds(30), ZoneOffset.UTC), Duration.ofSeconds(30));
        assertThat(later.judge(leaf.chain(), verdict)).isNotSameAs(verdict);
        CallerChains almost =
                new CallerChains(by, Clock.fixed(NOW.plusSeconds(29), ZoneOffset.UTC), Duration.ofSeconds(30));
        assertThat(almost.judge(leaf.chain(), verdict)).isSameAs(verdict);
        CallerChains atTheEnd =
                new CallerChains(by, Clock.fixed(FROM.plus(LIFE), ZoneOffset.UTC), Duration.ofDays(999));
        assertThat(atTheEnd.judge(leaf.chain(), verdict)).isNotSameAs(verdict);

        List<String> told = new ArrayList<>();
        now.onChange(() -> told.add("changed"));
        now.replace(authorities(RevocationLists.none()));
        assertThat(told).containsExactly("changed");
        assertThat(now.judge(leaf.chain(), verdict)).isNotSameAs(verdict);
        assertThat(now.authorities()).isNotSameAs(by);
    }

    @Test
    void our_own_chain_is_told_complete_or_not() {
        assertThat(authorities(RevocationLists.none()).leadsToARoot(leaf.chain(), NOW))
                .isEmpty();
        KeyMaterial foreign =
                CertificateAuthority.root("Else", FROM, LIFE).leaf("a.test", List.of(), List.of(), FROM, LIFE);
        assertThat(authorities(RevocationLists.none()).leadsToARoot(foreign.chain(), NOW))
                .isPresent();
    }

    private PkiProperties properties(String roots, String issuers) {
        return Properties.bind(
                "bars.pki", PkiProperties.class, Map.of("bars.pki.roots", roots, "bars.pki.issuers", issuers));
    }

    private String written(String name, X509Certificate certificate) throws IOException {
        return Files.writeString(folder.resolve(name), PemText.of(certificate)).toString();
    }

    @Test
    void files_that_do_not_fit_together_are_refused_in_words() throws IOException {
        LoadAuthorities load = new LoadAuthorities(Environment.INT, folder.resolve("crl"));
        String good = written("root", root.certificate());
        String sub = written("issuer", issuer.certificate());
        String foreign = written(
                "foreign",
                CertificateAuthority.root("F", FROM, LIFE)
                        .issuer("G", FROM, LIFE)
                        .certificate());

        assertThat(load.load(properties(good, sub), NOW).issuers()).containsExactly(issuer.certificate());
        assertThat(load.load(properties(good, sub), NOW).revocation().policyFor(issuer.certificate()))
                .isEqualTo(Policy.PREFER);
        assertThat(new LoadAuthorities(Environment.PROD, folder.resolve("crl"))
                        .load(properties(good, sub), NOW)
                        .revocation()
                        .policyFor(issuer.certificate()))
                .isEqualTo(Policy.REQUIRE);
        assertThatThrownBy(() -> load.load(properties("", sub), NOW)).hasMessageContaining("names no file");
        assertThatThrownBy(() -> load.load(properties(sub, sub), NOW)).hasMessageContaining("no self-signed root");
        assertThatThrownBy(
                        () -> load.load(properties(good, sub), FROM.plus(LIFE).plusSeconds(1)))
                .hasMessageContaining("valid now");
        assertThatThrownBy(() ->
                        load.load(properties(good, written("leaf", leaf.chain().get(0))), NOW))
                .hasMessageContaining("no CA");
        assertThatThrownBy(() -> load.load(properties(good, foreign), NOW)).hasMessageContaining("leads to a root");
        assertThat(load.load(properties(good, foreign + "," + sub), NOW).issuers())
                .hasSize(2);
        assertThat(load.files(properties(good, sub))).contains(Path.of(good), Path.of(sub), folder.resolve("crl"));
    }

    @Test
    void fetched_lists_are_read_with_the_named_ones() throws Exception {
        Files.createDirectory(folder.resolve("crl"));
        Files.write(
                folder.resolve("crl/a.crl"),
                issuer.revoking(List.of(), NOW.minusSeconds(60), NOW.plusSeconds(60))
                        .getEncoded());
        Files.writeString(folder.resolve("crl/b.new"), "not read");
        LoadAuthorities load = new LoadAuthorities(Environment.INT, folder.resolve("crl"));
        assertThat(load.load(properties(written("root", root.certificate()), ""), NOW)
                        .revocation()
                        .lists())
                .hasSize(1);
        assertThatThrownBy(() ->
                        Properties.bind("bars.pki", PkiProperties.class, Map.of("bars.pki.crl-urls", "ftp://x/y")))
                .hasStackTraceContaining("http and https");
    }
}
