package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.ListUrl;
import io.barsgateway.trust.crl.RevocationList;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** A caller with several ways to a root is refused only where none of them is good, and for the same reason each time. */
class ManyPathsTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));
    private static final X500Name ISSUER = new X500Name("CN=Issuer");

    private final OddCa root = OddCa.root("CN=Root");
    private final KeyPair key = OddCa.key();
    private final OddCa superseded = root.sub(ISSUER, key, OddCa.UNTIL);
    private final OddCa renewed = root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(1));
    private final X509Certificate leaf = renewed.leaf("CN=proxy.test");

    private Authorities holding(List<X509Certificate> issuers, X509Certificate... revoked) {
        return new Authorities(
                List.of(root.certificate()),
                issuers,
                new RevocationLists(
                        Policy.PREFER,
                        Map.of(),
                        List.of(
                                new RevocationList(root.list(NOW.minusSeconds(60), List.of(revoked))),
                                new RevocationList(renewed.list(NOW.minusSeconds(60), List.of(revoked)))),
                        Duration.ZERO,
                        false));
    }

    private static List<X509Certificate> certificates(OddCa... authorities) {
        return List.of(authorities).stream().map(OddCa::certificate).toList();
    }

    @Test
    void a_revoked_sub_ca_beside_its_renewal_refuses_nobody_in_whatever_order() {
        // With other certificates each time: which path a builder finds first depends on their bytes
        for (int start = 0; start < 20; start++) {
            OddCa old = root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(100 + start));
            for (List<X509Certificate> held : List.of(certificates(old, renewed), certificates(renewed, old))) {
                Verdict verdict = holding(held, old.certificate()).judge(List.of(leaf), NOW);
                assertThat(verdict.refusal()).isEmpty();
                assertThat(verdict.path()).containsExactly(leaf, renewed.certificate(), root.certificate());
            }
        }
    }

    @Test
    void a_presented_renewal_counts_beside_a_held_revoked_one() {
        assertThat(holding(certificates(superseded), superseded.certificate())
                        .judge(List.of(leaf, renewed.certificate()), NOW)
                        .refusal())
                .isEmpty();
    }

    @Test
    void of_several_refused_paths_the_one_that_came_furthest_is_named() {
        OddCa expired = root.sub(ISSUER, key, OddCa.FROM.plusSeconds(60));
        for (List<X509Certificate> held : List.of(certificates(expired, renewed), certificates(renewed, expired))) {
            assertThat(holding(held, renewed.certificate())
                            .judge(List.of(leaf), NOW)
                            .refusal())
                    .contains(new Refusal("revocation", "revoked by its CA: CN=Issuer"));
            assertThat(holding(held, leaf).judge(List.of(leaf), NOW).refusal())
                    .contains(new Refusal("revocation", "revoked by its CA: CN=proxy.test"));
        }
    }

    @Test
    void a_revoked_caller_stays_refused_under_another_certificate_of_its_ca() {
        OddCa mute =
                root.sub(ISSUER, key, OddCa.UNTIL, OddCa.Ext.usage(org.bouncycastle.asn1.x509.KeyUsage.keyCertSign));
        for (List<X509Certificate> held :
                List.of(certificates(mute), certificates(mute, renewed), certificates(renewed, mute))) {
            assertThat(holding(held, leaf).judge(List.of(leaf), NOW).refusal())
                    .contains(new Refusal("revocation", "revoked by its CA: CN=proxy.test"));
        }
    }

    @Test
    void a_way_over_another_root_counts() {
        OddCa second = OddCa.root("CN=Second");
        OddCa crossed = second.sub(ISSUER, key, OddCa.UNTIL);
        assertThat(new Authorities(
                                List.of(second.certificate(), root.certificate()),
                                certificates(renewed),
                                RevocationLists.none())
                        .judge(List.of(leaf, crossed.certificate()), NOW)
                        .refusal())
                .isEmpty();
        assertThat(new Authorities(List.of(second.certificate()), List.of(), RevocationLists.none())
                        .judge(List.of(leaf, renewed.certificate(), crossed.certificate()), NOW)
                        .path())
                .containsExactly(leaf, crossed.certificate(), second.certificate());
    }

    @Test
    void at_most_five_sub_cas_stand_below_a_root() {
        List<OddCa> line = new ArrayList<>(List.of(root));
        IntStream.rangeClosed(1, 6).forEach(i -> line.add(line.get(i - 1).sub("CN=Level " + i)));
        List<X509Certificate> above =
                line.stream().skip(1).map(OddCa::certificate).toList();
        Authorities authorities = new Authorities(List.of(root.certificate()), List.of(), RevocationLists.none());

        List<X509Certificate> five = new ArrayList<>(List.of(line.get(5).leaf("CN=five.test")));
        five.addAll(above);
        assertThat(authorities.judge(five, NOW).refusal()).isEmpty();

        List<X509Certificate> six = new ArrayList<>(List.of(line.get(6).leaf("CN=six.test")));
        six.addAll(above);
        assertThat(authorities.judge(six, NOW).refusal().orElseThrow().reason())
                .contains("no path from its issuer", "more sub-CAs or more ways than are looked at");
    }

    @Test
    void a_web_of_cross_certificates_costs_a_bounded_number_of_checks() {
        // Nineteen certificates of five CAs that have all certified each other, and that no root has
        List<KeyPair> keys = IntStream.range(0, 5).mapToObj(i -> OddCa.key()).toList();
        List<X509Certificate> web = new ArrayList<>();
        for (int i = 0; web.size() < 19; i++) {
            OddCa one = new OddCa(new X500Name("CN=Web"), keys.get(i % 5), null);
            web.add(one.sub(new X500Name("CN=Web"), keys.get((i + 1 + i / 5) % 5), OddCa.UNTIL)
                    .certificate());
        }
        X509Certificate stranger = new OddCa(new X500Name("CN=Web"), keys.get(0), null).leaf("CN=proxy.test");
        PathSearch search = new PathSearch(List.of(root.certificate()), web);

        assertThat(search.from(stranger)).isEmpty();
        assertThat(search.signatures()).isLessThanOrEqualTo(100);
        List<X509Certificate> presented = new ArrayList<>(List.of(stranger));
        presented.addAll(web);
        assertThat(holding(certificates(renewed)).judge(presented, NOW).refusal())
                .isPresent();
    }

    @Test
    void many_renewals_of_one_sub_ca_yield_a_bounded_number_of_paths() {
        List<X509Certificate> renewals = IntStream.range(0, 30)
                .mapToObj(
                        i -> root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(i)).certificate())
                .toList();
        PathSearch search = new PathSearch(List.of(root.certificate()), renewals);

        assertThat(search.from(leaf)).hasSize(20);
        assertThat(search.isCut()).isTrue();
        assertThat(search.signatures()).isLessThanOrEqualTo(100);
    }

    @Test
    void whatever_is_presented_beside_a_good_chain_does_it_no_harm() {
        Random random = new Random(7);
        Authorities authorities = holding(certificates(superseded, renewed), superseded.certificate());
        Set<String> reasons = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            List<X509Certificate> beside = new ArrayList<>(List.of(
                    superseded.certificate(),
                    root.certificate(),
                    OddCa.root("CN=Root").certificate(),
                    OddCa.root("CN=Issuer").certificate(),
                    root.sub("CN=Issuer").certificate(),
                    leaf,
                    renewed.leaf("CN=other.test")));
            Collections.shuffle(beside, random);
            beside.add(0, leaf);
            authorities.judge(beside, NOW).refusal().ifPresent(no -> reasons.add(no.reason()));
        }
        assertThat(reasons).isEmpty();
    }

    /** Its renewal names another partition of the root's list, which a pattern covers: it is asked for, though the old way is refused. */
    @Test
    void a_missing_list_of_one_path_is_told_though_another_is_revoked() {
        String first = "http://crl.test/root_c1.crl";
        String second = "http://crl.test/root_c2.crl";
        OddCa old = root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(200), Ext.points(first));
        OddCa next = root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(300), Ext.points(second));
        RevocationLists lists = new RevocationLists(
                Policy.REQUIRE,
                Map.of("Issuer", Policy.OFF),
                List.of(new RevocationList(
                        root.list(NOW.minusSeconds(60), List.of(old.certificate()), Ext.partition(first)))),
                List.of(new ListUrl(URI.create("http://crl.test/root_c*.crl"))),
                Duration.ZERO,
                false);

        for (List<X509Certificate> held : List.of(certificates(old, next), certificates(next, old))) {
            Verdict verdict = new Authorities(List.of(root.certificate()), held, lists)
                    .judge(List.of(next.leaf("CN=a.test")), NOW);
            assertThat(verdict.missing()).extracting(MissingList::url).containsExactly(URI.create(second));
        }
        OddCa third = root.sub(ISSUER, key, OddCa.UNTIL.minusSeconds(400), Ext.points("http://crl.test/root_c3.crl"));
        assertThat(new Authorities(List.of(root.certificate()), certificates(next, third), lists)
                        .judge(List.of(next.leaf("CN=a.test")), NOW)
                        .missing())
                .as("of both ways")
                .hasSize(2);
        Verdict brought = new Authorities(List.of(root.certificate()), certificates(old), lists)
                .judge(List.of(next.leaf("CN=a.test"), next.certificate()), NOW);
        assertThat(brought.missing()).extracting(MissingList::url).containsExactly(URI.create(second));
    }
}
