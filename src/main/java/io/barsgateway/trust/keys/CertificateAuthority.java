package io.barsgateway.trust.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA for local runs and tests, shaped like the NHS one: a root, a sub-CA under it, leaves under the sub-CA. */
public final class CertificateAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;

    private CertificateAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A root that vouches for itself. */
    public static CertificateAuthority root(String name, Instant from, Duration life) {
        KeyPair keys = KeyPairs.ec();
        X500Principal subject = new X500Principal("CN=" + name + ",OU=CA,O=local");
        return new CertificateAuthority(keys, authority(subject, keys, subject, keys, validity(from, life)));
    }

    /** One that exists already. */
    static CertificateAuthority of(X509Certificate certificate, PrivateKey key) {
        return new CertificateAuthority(new KeyPair(certificate.getPublicKey(), key), certificate);
    }

    PrivateKey key() {
        return keys.getPrivate();
    }

    /** What a request asks for: its subject and key, for client and server use. */
    X509Certificate issue(SigningRequest request, Instant from, Duration life) {
        Date[] validity = validity(from, life);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                new BigInteger(120, RANDOM),
                validity[0],
                validity[1],
                request.request().getSubject(),
                request.publicKey());
        try {
            addUsages(builder);
            return signed(builder, keys);
        } catch (IOException e) {
            throw new IllegalStateException("A certificate could not be encoded", e);
        }
    }

    private static void addUsages(JcaX509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
    }

    /** A sub-CA under this one. */
    public CertificateAuthority issuer(String name, Instant from, Duration life) {
        KeyPair subKeys = KeyPairs.ec();
        X500Principal subject = new X500Principal("CN=" + name + ",OU=CA,O=local");
        X500Principal issuer = certificate.getSubjectX500Principal();
        return new CertificateAuthority(subKeys, authority(issuer, keys, subject, subKeys, validity(from, life)));
    }

    /** A leaf for client and server use, with its own key; names and addresses go to its SAN, none where there are none. */
    public KeyMaterial leaf(String commonName, List<String> dns, List<String> addresses, Instant from, Duration life) {
        // The NHS issues RSA to its proxy; a server of a local run need not wait for one
        KeyPair leafKeys = dns.isEmpty() ? KeyPairs.rsa(2048) : KeyPairs.ec();
        X500Principal subject = new X500Principal("CN=" + commonName);
        JcaX509v3CertificateBuilder builder =
                builder(certificate.getSubjectX500Principal(), subject, leafKeys, validity(from, life));
        try {
            addUsages(builder);
            GeneralName[] names = java.util.stream.Stream.concat(
                            dns.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                            addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address)))
                    .toArray(GeneralName[]::new);
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new KeyMaterial(leafKeys.getPrivate(), List.of(signed(builder, keys), certificate));
        } catch (IOException e) {
            throw new IllegalStateException("A certificate could not be encoded", e);
        }
    }

    /** Its revocation list, with those certificates on it. */
    public X509CRL revoking(List<X509Certificate> revoked, Instant made, Instant next) {
        try {
            JcaX509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(made));
            builder.setNextUpdate(Date.from(next));
            for (X509Certificate one : revoked) {
                builder.addCRLEntry(one.getSerialNumber(), Date.from(made), CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | CRLException e) {
            throw new IllegalStateException("A revocation list could not be signed", e);
        }
    }

    /** Its own certificate and key as if it were a client: what a self-signed stranger presents. */
    public KeyMaterial asLeaf() {
        return new KeyMaterial(keys.getPrivate(), List.of(certificate));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    private static X509Certificate authority(
            X500Principal issuer, KeyPair issuerKeys, X500Principal subject, KeyPair subjectKeys, Date[] validity) {
        JcaX509v3CertificateBuilder builder = builder(issuer, subject, subjectKeys, validity);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKeys.getPublic()));
            return signed(builder, issuerKeys);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A certificate could not be encoded", e);
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair keys, Date[] validity) {
        return new JcaX509v3CertificateBuilder(
                issuer, new BigInteger(120, RANDOM), validity[0], validity[1], subject, keys.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair issuerKeys) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("A certificate could not be signed", e);
        }
    }

    private static Date[] validity(Instant from, Duration life) {
        return new Date[] {Date.from(from), Date.from(from.plus(life))};
    }
}
