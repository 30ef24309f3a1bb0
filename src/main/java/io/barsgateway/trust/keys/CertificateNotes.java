package io.barsgateway.trust.keys;

import io.barsgateway.fhir.Printable;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an engineer should know of a certificate: what it is, what is published of it, and what is wrong or odd about it. */
public record CertificateNotes(X509Certificate certificate, Instant now) {

    private static final long SOON = 60;

    /** Days until it ends, negative after. */
    public long daysLeft() {
        return Math.floorDiv(
                Duration.between(now, certificate.getNotAfter().toInstant()).toSeconds(), 86_400L);
    }

    /** Name, dates and thumbprints, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("subject     "
                + Printable.text(certificate.getSubjectX500Principal().getName()));
        lines.add("issuer      "
                + Printable.text(certificate.getIssuerX500Principal().getName()));
        lines.add("names       " + String.join(" ", Certificates.names(certificate)));
        lines.add("valid       " + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + " (" + daysLeft() + " days left)");
        lines.add("key         " + certificate.getPublicKey().getAlgorithm()
                + (certificate.getPublicKey() instanceof RSAKey rsa
                        ? " " + rsa.getModulus().bitLength()
                        : "")
                + ", signed with " + certificate.getSigAlgName());
        lines.add("serial      " + certificate.getSerialNumber().toString(16));
        lines.add("sha1        " + Certificates.thumbprint(certificate, "SHA-1"));
        lines.add("sha256      " + Certificates.thumbprint(certificate));
        lines.add("published   "
                + PublishedCertificates.find(certificate)
                        .map(entry -> "yes: " + entry.name() + ", " + entry.environment() + ", " + entry.role() + ", "
                                + entry.status())
                        .orElse("not among the published thumbprints"));
        return lines;
    }

    /** What is wrong or odd. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (daysLeft() < 0) {
            warnings.add("expired " + -daysLeft() + " days ago");
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            warnings.add("not valid yet");
        } else if (daysLeft() < SOON) {
            warnings.add("ends in " + daysLeft() + " days: renew it now (bars cert renew with the file of it)");
        }
        Optional<Instant> keyEnds = Certificates.keyUsageEnds(certificate);
        if (keyEnds.isPresent() && now.isAfter(keyEnds.get())) {
            warnings.add("its private key was to be used until " + keyEnds.get() + " only (private key usage period)");
        }
        PublishedCertificates.find(certificate)
                .filter(entry -> !entry.status().equals("current"))
                .ifPresent(entry -> warnings.add("published, and " + entry.status() + " since: " + replaced(entry)));
        boolean isAuthority = certificate.getBasicConstraints() >= 0;
        if (!isAuthority && noAlternativeNames()) {
            warnings.add(
                    "it has no subject alternative name: normal for one that the NHS issued; browsers and many HTTP clients refuse a server with it");
        }
        if (!isAuthority && Certificates.names(certificate).isEmpty()) {
            warnings.add("it bears no usable name");
        }
        if (certificate.getSigAlgName().toUpperCase(Locale.ROOT).startsWith("SHA1")) {
            warnings.add("signed with SHA-1");
        }
        if (certificate.getPublicKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < 2048) {
            warnings.add("an RSA key of fewer than 2048 bits");
        }
        return warnings;
    }

    private boolean noAlternativeNames() {
        try {
            return certificate.getSubjectAlternativeNames() == null;
        } catch (java.security.cert.CertificateParsingException e) {
            return true;
        }
    }

    private static String replaced(PublishedCertificates.Entry entry) {
        return switch (entry.role()) {
            case "root", "issuer" ->
                "the G1 CAs ended on 2024-06-04; load the G2 ones (https://pki.nhs.uk/G2Transition/)";
            case "caller" -> "it was issued under G1; the proxy presents one of G2 now, under another name perhaps";
            default -> "public servers present newer ones; verify them against the JVM's own roots, never this";
        };
    }
}
