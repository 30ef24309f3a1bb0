package io.barsgateway.trust.chain;

import io.barsgateway.trust.keys.DirectoryNames;
import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.Extension;

/** The rules for a certificate path that PKIX leaves out, in the order in which we ask. */
final class ChainRules {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int MAX_SERIAL_OCTETS = 20;
    private static final List<ASN1ObjectIdentifier> OF_AUTHORITIES = List.of(
            Extension.nameConstraints,
            Extension.policyConstraints,
            Extension.policyMappings,
            Extension.inhibitAnyPolicy);
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MIN_EC_BITS = 256;
    private static final Set<ASN1ObjectIdentifier> STRONG_HASHES =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);
    private static final Set<String> STRONG = Set.of(
            "SHA256WITHRSA",
            "SHA384WITHRSA",
            "SHA512WITHRSA",
            "SHA256WITHECDSA",
            "SHA384WITHECDSA",
            "SHA512WITHECDSA",
            "SHA256WITHRSAANDMGF1",
            "SHA384WITHRSAANDMGF1",
            "SHA512WITHRSAANDMGF1",
            "ED25519",
            "ED448",
            "EDDSA");

    private ChainRules() {}

    static List<ChainRule> inOrder(List<X509Certificate> issuers) {
        return List.of(
                isIssuedByOneOf(issuers),
                ChainRules::isNotAnAuthority,
                ChainRules::hasASoundSerial,
                ChainRules::maySign,
                ChainRules::isForClients,
                ChainRules::authoritiesMayIssue,
                ChainRules::authoritiesAreForClients,
                ChainRules::hasSoundKeys,
                ChainRules::hasStrongSignatures);
    }

    /**
     * Without named issuers any sub-CA of the root would do, a smartcard one too. An issuer is known by its name and key, so
     * that its certificate may be renewed.
     */
    static ChainRule isIssuedByOneOf(List<X509Certificate> issuers) {
        return path ->
                issuers.isEmpty() || (path.size() > 1 && issuers.stream().anyMatch(known -> isSame(known, path.get(1))))
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "issuer",
                                "its issuer is not one of bars.pki.issuers: "
                                        + path.get(0).getIssuerX500Principal()));
    }

    private static boolean isSame(X509Certificate known, X509Certificate issuer) {
        return DirectoryNames.areSame(known.getSubjectX500Principal(), issuer.getSubjectX500Principal())
                && known.getPublicKey().equals(issuer.getPublicKey());
    }

    /** By basic constraints, by a key usage that signs certificates, or by an extension that only a CA has (RFC 5280 4.2.1). */
    static Optional<Refusal> isNotAnAuthority(List<X509Certificate> path) {
        X509Certificate leaf = path.get(0);
        if (leaf.getBasicConstraints() >= 0) {
            return Optional.of(new Refusal("leaf-is-ca", "it is a CA certificate, not a client's"));
        }
        if (leaf.getKeyUsage() != null && leaf.getKeyUsage()[KEY_CERT_SIGN]) {
            return Optional.of(new Refusal("leaf-is-ca", "its key usage lets it sign certificates, as a CA's does"));
        }
        return OF_AUTHORITIES.stream()
                .filter(extension -> leaf.getExtensionValue(extension.getId()) != null)
                .findFirst()
                .map(extension -> new Refusal("leaf-is-ca", "it has an extension that only a CA has: " + extension));
    }

    /** Lists and responders know a certificate by its serial number, so one that no CA may give is nobody's (RFC 5280 4.1.2.2). */
    static Optional<Refusal> hasASoundSerial(List<X509Certificate> path) {
        BigInteger serial = path.get(0).getSerialNumber();
        return serial.signum() > 0 && serial.toByteArray().length <= MAX_SERIAL_OCTETS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "serial",
                        "its serial number is zero, negative or longer than " + MAX_SERIAL_OCTETS + " octets"));
    }

    /** A client proves its key by a signature, so a key usage that leaves signatures out cannot be meant for it. */
    static Optional<Refusal> maySign(List<X509Certificate> path) {
        boolean[] usage = path.get(0).getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE]
                ? Optional.empty()
                : Optional.of(new Refusal("key-usage", "its key usage does not include digitalSignature"));
    }

    /** The NHS profile always names the usage; none at all, or any usage, is not of that profile. */
    static Optional<Refusal> isForClients(List<X509Certificate> path) {
        return usages(path.get(0))
                        .filter(usages -> usages.contains(CLIENT_AUTH))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal("extended-key-usage", "its extended key usage does not include clientAuth"));
    }

    /**
     * Asked here again, because a path builder ignores a key usage that is not marked critical, and genuine NHS CAs do not
     * mark theirs.
     */
    static Optional<Refusal> authoritiesMayIssue(List<X509Certificate> path) {
        return path.subList(1, path.size()).stream()
                .filter(ca ->
                        ca.getBasicConstraints() < 0 || (ca.getKeyUsage() != null && !ca.getKeyUsage()[KEY_CERT_SIGN]))
                .findFirst()
                .map(ca -> Refusal.of("issuer-is-no-ca", ca, "an issuer that may not issue certificates"));
    }

    /** A sub-CA that is limited to other usages cannot issue clients; one that is not limited can. */
    static Optional<Refusal> authoritiesAreForClients(List<X509Certificate> path) {
        return path.subList(1, path.size() - 1).stream()
                .filter(ca -> usages(ca)
                        .filter(usages -> !usages.contains(CLIENT_AUTH) && !usages.contains("2.5.29.37.0"))
                        .isPresent())
                .findFirst()
                .map(ca -> Refusal.of("extended-key-usage", ca, "a CA whose extended key usage excludes clients"));
    }

    /** No key is too weak to trust, or so large that a stranger could keep us busy with checking its signatures. */
    static Optional<Refusal> hasSoundKeys(List<X509Certificate> path) {
        return path.stream()
                .filter(certificate -> !isSound(certificate))
                .findFirst()
                .map(bad -> Refusal.of(
                        "key-size", bad, "a key that is not RSA of 2048 to 8192 bits, nor EC of 256 or more"));
    }

    private static boolean isSound(X509Certificate certificate) {
        if (certificate.getPublicKey() instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
        }
        return certificate.getPublicKey() instanceof ECKey ec
                && ec.getParams().getCurve().getField().getFieldSize() >= MIN_EC_BITS;
    }

    /** The root's own signature proves nothing, so it is not judged. */
    static Optional<Refusal> hasStrongSignatures(List<X509Certificate> path) {
        return path.subList(0, path.size() - 1).stream()
                .filter(certificate -> !isStronglySigned(certificate))
                .findFirst()
                .map(weak -> Refusal.of("signature", weak, "signed with " + weak.getSigAlgName()));
    }

    private static boolean isStronglySigned(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return STRONG.contains(algorithm) || (algorithm.equals("RSASSA-PSS") && hasStrongHash(certificate));
    }

    /** RSASSA-PSS names its hash beside it; without a name it is SHA-1 (RFC 4055 3.1). */
    private static boolean hasStrongHash(X509Certificate certificate) {
        byte[] parameters = certificate.getSigAlgParams();
        return parameters != null
                && STRONG_HASHES.contains(RSASSAPSSparams.getInstance(parameters)
                        .getHashAlgorithm()
                        .getAlgorithm());
    }

    /** Empty where it names none. Where they cannot be read, a list of none, which allows nothing. */
    private static Optional<List<String>> usages(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException e) {
            return Optional.of(List.of());
        }
    }
}
