package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller's own certificate may not be: able to issue others, or without a serial number that lists could name. */
class LeafRulesTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));

    private final OddCa root = OddCa.root("CN=Root");
    private final OddCa issuer = root.sub("CN=Issuer");

    private Optional<Refusal> refusal(X509Certificate leaf) {
        return new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), RevocationLists.none())
                .judge(List.of(leaf), NOW)
                .refusal();
    }

    @Test
    void a_leaf_that_may_sign_certificates_is_refused() {
        assertThat(refusal(issuer.leaf("CN=a.test", Ext.usage(KeyUsage.digitalSignature))))
                .isEmpty();
        assertThat(refusal(issuer.leaf("CN=a.test", Ext.usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))))
                .contains(new Refusal("leaf-is-ca", "its key usage lets it sign certificates, as a CA's does"));
    }

    @Test
    void a_leaf_with_a_constraint_for_cas_is_refused_critical_or_not() {
        NameConstraints names = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "nhs.uk"))}, null);
        for (boolean critical : List.of(true, false)) {
            for (Ext extension : List.of(
                    new Ext(Extension.nameConstraints, critical, names),
                    new Ext(Extension.policyConstraints, critical, new PolicyConstraints(BigInteger.ONE, null)),
                    new Ext(Extension.inhibitAnyPolicy, critical, new ASN1Integer(5)),
                    new Ext(Extension.policyMappings, false, new DERSequence()))) {
                assertThat(refusal(issuer.leaf("CN=a.test", extension)).map(Refusal::rule))
                        .as(extension.id() + (critical ? " critical" : ""))
                        .hasValueSatisfying(rule -> assertThat(rule).isIn("leaf-is-ca", "chain"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "-1461501637330902918203684832716283019655932542976"})
    void a_serial_number_that_is_not_positive_is_refused(String serial) {
        assertThat(refusal(issuer.leaf("CN=a.test", new BigInteger(serial))).map(Refusal::rule))
                .contains("serial");
    }

    @Test
    void a_serial_number_has_twenty_octets_at_most() {
        BigInteger longest = BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE);
        BigInteger topBitSet = BigInteger.ONE.shiftLeft(127);
        assertThat(refusal(issuer.leaf("CN=a.test", longest))).isEmpty();
        assertThat(refusal(issuer.leaf("CN=a.test", topBitSet))).isEmpty();
        assertThat(refusal(issuer.leaf("CN=a.test", longest.add(BigInteger.ONE)))
                        .orElseThrow()
                        .reason())
                .contains("longer than 20 octets");
    }
}
