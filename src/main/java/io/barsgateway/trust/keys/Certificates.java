package io.barsgateway.trust.keys;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.fhir.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads certificates and revocation lists from files as people have them: PEM with text around it, CRLF, or DER. */
public final class Certificates {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");

    private Certificates() {}

    /** All certificates in those files, in order; a file without one is refused by name. */
    public static List<X509Certificate> read(List<Path> files) {
        List<X509Certificate> all = new ArrayList<>();
        files.forEach(file -> all.addAll(read(file)));
        return all;
    }

    /** All certificates in one file, in order. */
    public static List<X509Certificate> read(Path file) {
        byte[] content = bytes(file);
        try {
            List<X509Certificate> found = new ArrayList<>();
            if (PemText.isIn(content)) {
                for (Object item : PemText.items(content)) {
                    if (item instanceof X509CertificateHolder holder) {
                        found.add(certificate(holder.getEncoded()));
                    }
                }
            } else {
                found.addAll(many(content));
            }
            if (found.isEmpty()) {
                throw new UnusableFile(file, "holds no certificate");
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableFile(file, "holds no readable certificate", e);
        }
    }

    /** All revocation lists in one file. */
    public static List<X509CRL> readCrls(Path file) {
        byte[] content = bytes(file);
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            List<X509CRL> found = new ArrayList<>();
            if (PemText.isIn(content)) {
                for (Object item : PemText.items(content)) {
                    if (item instanceof X509CRLHolder holder) {
                        found.add((X509CRL) x509.generateCRL(new ByteArrayInputStream(holder.getEncoded())));
                    }
                }
            } else {
                found.add((X509CRL) x509.generateCRL(new ByteArrayInputStream(content)));
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableFile(file, "holds no readable revocation list", e);
        }
    }

    /** SHA-256 of the encoded certificate, lower-case hex: how logs and messages name a certificate. */
    public static String thumbprint(X509Certificate certificate) {
        return thumbprint(certificate, "SHA-256");
    }

    /** Hash of the encoded certificate, lower-case hex; the NHS page Certificates prints SHA-1. */
    public static String thumbprint(X509Certificate certificate, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has " + algorithm, e);
        }
    }

    /** Subject and thumbprint for a log line; control characters, which a stranger may have put there, are shown as ?. */
    public static String label(X509Certificate certificate) {
        String subject = Printable.quoted(certificate.getSubjectX500Principal().getName());
        return subject.substring(0, Math.min(subject.length(), 200)) + " sha256=" + thumbprint(certificate);
    }

    /**
     * The names that a certificate bears, lower-case: the DNS names of its SAN where it has any, else its one
     * CN; empty where
     * these cannot be told, or hold a character that no name has (RFC 9525; NHS-issued ones have no SAN).
     */
    public static List<String> names(X509Certificate certificate) {
        return stated(certificate).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether a server with that certificate is the one of that name; a star in it stands for the first label (RFC 6125 6.4.3). */
    public static boolean isOfServer(X509Certificate certificate, String name) {
        int dot = name.indexOf('.');
        return stated(certificate).stream()
                .anyMatch(stated -> stated.equalsIgnoreCase(name)
                        || (dot > 0 && stated.equalsIgnoreCase("*" + name.substring(dot))));
    }

    private static List<String> stated(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().stream()
                        .filter(name -> Integer.valueOf(GeneralName.dNSName).equals(name.get(0)))
                        .forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        if (names.isEmpty()) {
            RDN[] common = X500Name.getInstance(
                            certificate.getSubjectX500Principal().getEncoded())
                    .getRDNs(BCStyle.CN);
            if (common.length == 1 && !common[0].isMultiValued()) {
                names.add(IETFUtils.valueToString(common[0].getFirst().getValue()));
            }
        }
        return names;
    }

    /**
     * When the use of the private key is to end (RFC 3280 4.2.1.4): earlier than the certificate does, in those that the NHS
     * issues. To be warned of, never refused by: live callers are past it.
     */
    public static Optional<Instant> keyUsageEnds(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.privateKeyUsagePeriod.getId());
        if (extension == null) {
            return Optional.empty();
        }
        try {
            ASN1GeneralizedTime end = PrivateKeyUsagePeriod.getInstance(
                            ASN1OctetString.getInstance(extension).getOctets())
                    .getNotAfter();
            return end == null ? Optional.empty() : Optional.of(end.getDate().toInstant());
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether that CA issued it, by name and signature. */
    public static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!DirectoryNames.areSame(certificate.getIssuerX500Principal(), issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The CN of a name; the whole name where it has none. */
    public static String commonName(X500Principal name) {
        RDN[] found = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
        return found.length == 0
                ? name.getName()
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read", e);
        }
    }

    /** One in DER, or the several of a PKCS#7 file. */
    private static List<X509Certificate> many(byte[] content) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(content))
                .forEach(one -> found.add((X509Certificate) one));
        return found;
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        return (X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der));
    }
}
