package io.barsgateway.trust.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.fixture.Properties;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.PemText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CAs that nobody could be judged by are refused when they are loaded, with their file and the reason; real NHS shapes are not. */
class ReadAuthoritiesTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));
    private static final Ext NAMES = new Ext(
            Extension.nameConstraints,
            true,
            new NameConstraints(
                    new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "nhs.uk"))}, null));

    private final Path folder;
    private final LoadAuthorities load;
    private int files;

    ReadAuthoritiesTest(@TempDir Path folder) {
        this.folder = folder;
        this.load = new LoadAuthorities(Environment.INT, folder.resolve("crl"));
    }

    private String file(Object item) throws IOException {
        return Files.writeString(folder.resolve("file-" + files++), PemText.of(item))
                .toString();
    }

    private Authorities load(OddCa root, OddCa issuer, String... crls) throws IOException {
        return load.load(
                Properties.bind(
                        "bars.pki",
                        PkiProperties.class,
                        Map.of(
                                "bars.pki.roots",
                                file(root.certificate()),
                                "bars.pki.issuers",
                                file(issuer.certificate()),
                                "bars.pki.crls",
                                String.join(",", crls))),
                NOW);
    }

    /** As root and as sub-CA. */
    private void isRefused(String words, Ext extension) {
        OddCa good = OddCa.root("CN=Good");
        OddCa bad = OddCa.root("CN=Bad root", extension);
        assertThatThrownBy(() -> load(bad, bad.sub("CN=Sub")))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("of bars.pki.roots holds CN=Bad root")
                .hasMessageContaining(words)
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> load(good, good.sub("CN=Bad sub", extension)))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("of bars.pki.issuers holds CN=Bad sub")
                .hasMessageContaining(words);
    }

    @Test
    void name_constraints_which_are_not_applied_to_what_is_loaded_are_refused() {
        isRefused("name constraints", NAMES);
        isRefused("name constraints", new Ext(NAMES.id(), false, NAMES.value()));
    }

    @Test
    void only_an_unknown_critical_extension_is_refused() throws IOException {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        isRefused(
                "critical extension that is not known here: 1.3.6.1.4.1.99999.1",
                new Ext(unknown, true, DERNull.INSTANCE));
        OddCa root = OddCa.root("CN=Root", new Ext(unknown, false, DERNull.INSTANCE));
        assertThat(load(root, root.sub("CN=Sub")).roots()).hasSize(1);
    }

    @Test
    void basic_constraints_must_be_there_readable_and_those_of_a_ca() {
        isRefused("is no CA: it has no basic constraints", Ext.without(Extension.basicConstraints));
        isRefused("is no CA: its basic constraints say so", constraints(new BasicConstraints(false)));
        isRefused("basic constraints", constraints(new DEROctetString(new byte[] {1})));
        isRefused(
                "basic constraints",
                constraints(new DERSequence(new ASN1Encodable[] {ASN1Boolean.TRUE, new ASN1Integer(-1)})));
    }

    /** Not critical, or the JVM would not read the certificate at all. */
    private static Ext constraints(ASN1Encodable value) {
        return new Ext(Extension.basicConstraints, false, value);
    }

    @Test
    void a_key_usage_that_issues_no_certificates_is_refused() {
        isRefused("no keyCertSign", Ext.usage(KeyUsage.cRLSign));
    }

    /** As NHS CAs have them: G1 ones without criticality, G2 ones with a path length; some CAs state no key usage. */
    @ParameterizedTest
    @ValueSource(strings = {"not critical", "path length", "no key usage", "client usage"})
    void shapes_of_real_cas_are_taken(String shape) throws IOException {
        Ext[] extensions =
                switch (shape) {
                    case "not critical" ->
                        new Ext[] {
                            constraints(new BasicConstraints(true)),
                            new Ext(Extension.keyUsage, false, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                        };
                    case "path length" ->
                        new Ext[] {new Ext(Extension.basicConstraints, true, new BasicConstraints(1))};
                    case "no key usage" -> new Ext[] {Ext.without(Extension.keyUsage)};
                    default ->
                        new Ext[] {
                            new Ext(
                                    Extension.extendedKeyUsage,
                                    true,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        };
                };
        OddCa root = OddCa.root("CN=Root", extensions);
        OddCa issuer = root.sub("CN=Sub", extensions);
        String list = file(issuer.list(NOW.minusSeconds(60), List.of()));
        Authorities loaded = load(root, issuer, list);
        assertThat(loaded.judge(List.of(issuer.leaf("CN=a.test")), NOW).refusal())
                .isEmpty();
        assertThat(loaded.revocation().lists()).hasSize(1);
    }

    @Test
    void a_list_is_refused_where_its_ca_may_not_sign_lists() throws IOException {
        OddCa root = OddCa.root("CN=Root");
        OddCa mute = root.sub("CN=Mute", Ext.usage(KeyUsage.keyCertSign));
        String list = file(mute.list(NOW.minusSeconds(60), List.of()));

        assertThat(load(root, mute).issuers())
                .as("it signs none that is loaded")
                .hasSize(1);
        assertThatThrownBy(() -> load(root, mute, list))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("a list of CN=Mute, which may not sign lists: its key usage has no cRLSign");

        OddCa renewed = root.sub(mute.name(), mute.keys(), OddCa.UNTIL);
        String both = Files.writeString(
                        folder.resolve("both"), PemText.of(mute.certificate()) + PemText.of(renewed.certificate()))
                .toString();
        assertThat(load.load(
                                Properties.bind(
                                        "bars.pki",
                                        PkiProperties.class,
                                        Map.of(
                                                "bars.pki.roots",
                                                file(root.certificate()),
                                                "bars.pki.issuers",
                                                both,
                                                "bars.pki.crls",
                                                list)),
                                NOW)
                        .revocation()
                        .lists())
                .hasSize(1);
    }
}
