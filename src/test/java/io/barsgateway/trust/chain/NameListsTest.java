package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sub-CA that a caller brings may be limited to names; one whose limits are malformed is refused in words of ours. */
class NameListsTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));
    private static final GeneralSubtree[] NONE = {};
    private static final GeneralSubtree[] NHS = {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "nhs.uk"))};

    private final OddCa root = OddCa.root("CN=Root");

    /** Of a caller that brings a sub-CA with those name constraints. */
    private Refusal refusal(boolean critical, ASN1Encodable names) {
        OddCa issuer = root.sub("CN=Issuer", new Ext(Extension.nameConstraints, critical, names));
        return new Authorities(List.of(root.certificate()), List.of(), RevocationLists.none())
                .judge(List.of(issuer.leaf("CN=a.test"), issuer.certificate()), NOW)
                .refusal()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_list_of_names_that_is_empty_is_refused_by_its_rule(boolean critical) {
        Refusal empty = new Refusal(
                "name-constraints",
                "a CA whose name constraints have an empty list, which may not be (RFC 5280 4.2.1.10): CN=Issuer");

        assertThat(refusal(critical, new NameConstraints(NHS, NONE))).isEqualTo(empty);
        assertThat(refusal(critical, new NameConstraints(NONE, NHS))).isEqualTo(empty);
    }

    /** Not critical, or the JVM would not read the certificate at all. */
    @Test
    void names_that_cannot_be_read_are_refused_by_the_same_rule() {
        Refusal unreadable = new Refusal("name-constraints", "a CA whose name constraints cannot be read: CN=Issuer");

        assertThat(refusal(false, DERNull.INSTANCE)).isEqualTo(unreadable);
        assertThat(refusal(false, new DERSequence(DERNull.INSTANCE))).isEqualTo(unreadable);
    }
}
