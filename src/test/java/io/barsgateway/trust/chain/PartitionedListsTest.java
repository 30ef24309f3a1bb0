package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.crl.ListUrl;
import io.barsgateway.trust.crl.RevocationList;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Which list speaks of which certificate: names compared as RFC 5280 7.1 says, and no partial list taken for a whole one. */
class PartitionedListsTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));
    private static final Instant MADE = NOW.minusSeconds(60);
    private static final String URL = "http://crl.nhs.test/int/g2/crl_c07.crl";

    private final OddCa root = OddCa.root("CN=Root");
    private final OddCa issuer = root.sub("CN=NHS Test Issuer,O=nhs");

    private Optional<String> rule(Policy policy, X509Certificate leaf, X509CRL... lists) {
        return verdict(policy, leaf, List.of(), lists).refusal().map(Refusal::rule);
    }

    private Verdict verdict(Policy policy, X509Certificate leaf, List<ListUrl> urls, X509CRL... lists) {
        return new Authorities(
                        List.of(root.certificate()),
                        List.of(issuer.certificate()),
                        new RevocationLists(
                                policy,
                                Map.of("Root", Policy.OFF),
                                Stream.of(lists).map(RevocationList::new).toList(),
                                urls,
                                Duration.ZERO,
                                false))
                .judge(List.of(leaf), NOW);
    }

    /** Whether a list of that partition that revokes it is heard, and one that does not is proof that nobody has. */
    private void isCovered(X509Certificate leaf, Ext partition) {
        assertThat(rule(Policy.PREFER, leaf, issuer.list(MADE, List.of(leaf), partition)))
                .as("revoked, and its list is there")
                .contains("revocation");
        assertThat(rule(Policy.REQUIRE, leaf, issuer.list(MADE, List.of(), partition)))
                .as("on no list, and its list is there")
                .isEmpty();
    }

    private void isNotCovered(X509Certificate leaf, Ext partition) {
        assertThat(rule(Policy.REQUIRE, leaf, issuer.list(MADE, List.of(), partition)))
                .contains("revocation");
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, "http://CRL.NHS.Test/int/g2/crl_c07.crl", "HTTP://crl.nhs.test/int/g2/crl_c07.crl"})
    void scheme_and_host_of_a_url_are_compared_in_any_case(String partition) {
        isCovered(issuer.leaf("CN=a.test", Ext.points(URL)), Ext.partition(partition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.nhs.test/int/g2/CRL_c07.crl",
                "http://crl.nhs.test/int/g2/crl_c08.crl",
                "http://crl.nhs.test.evil/int/g2/crl_c07.crl",
                "https://crl.nhs.test/int/g2/crl_c07.crl"
            })
    void the_rest_of_a_url_is_compared_as_it_is_written(String partition) {
        isNotCovered(issuer.leaf("CN=a.test", Ext.points(URL)), Ext.partition(partition));
    }

    private static DistributionPointName named(X500Name name) {
        return new DistributionPointName(new GeneralNames(new GeneralName(name)));
    }

    private static X500Name name(Object... values) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        builder.addRDN(BCStyle.O, (org.bouncycastle.asn1.ASN1Encodable) values[0]);
        builder.addRDN(BCStyle.CN, (org.bouncycastle.asn1.ASN1Encodable) values[1]);
        return builder.build();
    }

    @Test
    void directory_names_are_compared_whatever_their_string_type_case_and_white_space() {
        X509Certificate leaf = issuer.leaf(
                "CN=a.test",
                Ext.points(new DistributionPoint(
                        named(name(new DERPrintableString("NHS"), new DERPrintableString("CRL 1"))), null, null)));
        isCovered(leaf, Ext.partition(named(name(new DERUTF8String("nhs"), new DERUTF8String("crl  1")))));
        isCovered(leaf, Ext.partition(named(name(new DERBMPString("NHS"), new DERUTF8String(" CRL 1 ")))));
        isNotCovered(leaf, Ext.partition(named(name(new DERUTF8String("nhs"), new DERUTF8String("crl1")))));
    }

    @Test
    void a_relative_name_is_appended_to_the_name_of_its_ca() {
        RDN part = new RDN(new AttributeTypeAndValue(BCStyle.CN, new DERPrintableString("CRL7")));
        DistributionPointName relative =
                new DistributionPointName(DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER, part.toASN1Primitive());
        DistributionPointName absolute = named(new X500Name("CN=NHS Test Issuer,O=nhs,CN=crl7"));

        X509Certificate leaf = issuer.leaf("CN=a.test", Ext.points(new DistributionPoint(relative, null, null)));
        isCovered(leaf, Ext.partition(relative));
        isCovered(leaf, Ext.partition(absolute));
        isCovered(
                issuer.leaf("CN=a.test", Ext.points(new DistributionPoint(absolute, null, null))),
                Ext.partition(relative));
        isNotCovered(leaf, Ext.partition(named(new X500Name("CN=crl7"))));
    }

    @Test
    void a_list_bears_the_name_of_its_ca_in_whatever_string_type() {
        OddCa bmp = new OddCa(name(new DERBMPString("NHS"), new DERBMPString("nhs test issuer")), issuer.keys(), null);
        OddCa other = root.sub(
                name(new DERPrintableString("nhs"), new DERPrintableString("NHS  Test Issuer")),
                issuer.keys(),
                OddCa.UNTIL);
        X509Certificate leaf = other.leaf("CN=a.test");
        assertThat(new Authorities(
                                List.of(root.certificate()),
                                List.of(other.certificate()),
                                new RevocationLists(
                                        Policy.PREFER,
                                        Map.of(),
                                        List.of(new RevocationList(bmp.list(MADE, List.of(leaf)))),
                                        Duration.ZERO,
                                        false))
                        .judge(List.of(leaf), NOW)
                        .refusal()
                        .map(Refusal::rule))
                .contains("revocation");
    }

    @Test
    void the_exception_of_a_ca_ignores_the_case_of_its_cn() {
        X509Certificate leaf = issuer.leaf("CN=a.test");
        RevocationLists lists = new RevocationLists(
                Policy.OFF, Map.of("nhs  test ISSUER", Policy.REQUIRE), List.of(), Duration.ZERO, false);
        assertThat(lists.policyFor(issuer.certificate())).isEqualTo(Policy.REQUIRE);
        assertThat(new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), lists)
                        .judge(List.of(leaf), NOW)
                        .refusal())
                .isPresent();
    }

    @Test
    void a_point_of_another_ca_or_for_some_reasons_does_not_count() {
        DistributionPointName point = new DistributionPointName(new GeneralNames(OddCa.uri(URL)));
        X509Certificate ofAnother = issuer.leaf(
                "CN=a.test",
                Ext.points(new DistributionPoint(
                        point, null, new GeneralNames(new GeneralName(new X500Name("CN=Another"))))));
        X509Certificate forSome = issuer.leaf(
                "CN=a.test",
                Ext.points(new DistributionPoint(point, new ReasonFlags(ReasonFlags.keyCompromise), null)));
        isNotCovered(ofAnother, Ext.partition(URL));
        isNotCovered(forSome, Ext.partition(URL));
        isCovered(
                issuer.leaf(
                        "CN=a.test",
                        Ext.points(
                                new DistributionPoint(point, null, new GeneralNames(new GeneralName(issuer.name()))))),
                Ext.partition(URL));
    }

    private static Ext[] extensions(ListKind kind) {
        return switch (kind) {
            case DELTA -> new Ext[] {new Ext(Extension.deltaCRLIndicator, true, new ASN1Integer(1))};
            case INDIRECT -> scoped(null, true, false);
            case SOME_REASONS -> scoped(new ReasonFlags(ReasonFlags.keyCompromise), false, false);
            case ATTRIBUTE_CERTIFICATES -> scoped(null, false, true);
            case UNKNOWN_EXTENSION ->
                new Ext[] {new Ext(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.3"), true, DERNull.INSTANCE)};
            case FULL -> new Ext[0];
        };
    }

    private static Ext[] scoped(@Nullable ReasonFlags reasons, boolean indirect, boolean attributes) {
        return new Ext[] {
            new Ext(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(null, false, false, reasons, indirect, attributes))
        };
    }

    @ParameterizedTest
    @EnumSource(value = ListKind.class, mode = Mode.EXCLUDE, names = "FULL")
    void a_partial_list_proves_nothing_and_does_not_hide_the_full_one(ListKind kind) {
        X509Certificate leaf = issuer.leaf("CN=a.test");
        X509CRL partial = issuer.list(MADE.plusSeconds(30), List.of(), extensions(kind));
        RevocationList read = new RevocationList(partial);
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(rule(Policy.REQUIRE, leaf, partial)).contains("revocation");
        X509CRL full = issuer.list(MADE, List.of(leaf));
        assertThat(rule(Policy.PREFER, leaf, partial, full)).contains("revocation");
        assertThat(rule(Policy.PREFER, leaf, full, partial)).contains("revocation");
    }

    @Test
    void a_missing_partition_is_told_where_its_host_is_one_of_ours() {
        X509Certificate leaf = issuer.leaf("CN=a.test", Ext.points(URL));
        ListUrl sibling = new ListUrl(URI.create("http://CRL.nhs.test/int/g2/crl_c01.crl"));
        ListUrl pattern = new ListUrl(URI.create("http://crl.nhs.test/int/g2/crl_c*.crl"));
        ListUrl elsewhere = new ListUrl(URI.create("http://elsewhere.test/crl.crl"));
        URI named = URI.create(URL);

        for (Policy policy : List.of(Policy.PREFER, Policy.REQUIRE)) {
            assertThat(verdict(policy, leaf, List.of(sibling)).missing())
                    .containsExactly(new MissingList(leaf, named, false));
            assertThat(verdict(policy, leaf, List.of(sibling, pattern)).missing())
                    .containsExactly(new MissingList(leaf, named, true));
            assertThat(verdict(policy, leaf, List.of(elsewhere)).missing()).isEmpty();
            assertThat(verdict(policy, leaf, List.of(pattern, new ListUrl(named)))
                            .missing())
                    .as("it is fetched anyhow")
                    .isEmpty();
            assertThat(verdict(policy, leaf, List.of(sibling), issuer.list(MADE, List.of()))
                            .missing())
                    .as("a whole list is there")
                    .isEmpty();
        }
        assertThat(verdict(Policy.OFF, leaf, List.of(sibling)).missing()).isEmpty();
    }

    @Test
    void what_another_rule_refuses_names_no_list() {
        X509Certificate forServers = issuer.leaf(
                "CN=a.test",
                Ext.points(URL),
                new Ext(
                        Extension.extendedKeyUsage,
                        false,
                        new org.bouncycastle.asn1.x509.ExtendedKeyUsage(
                                org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_serverAuth)));
        ListUrl pattern = new ListUrl(URI.create("http://crl.nhs.test/int/g2/crl_c*.crl"));
        assertThat(verdict(Policy.REQUIRE, forServers, List.of(pattern)).missing())
                .isEmpty();
    }
}
