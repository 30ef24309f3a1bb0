package io.barsgateway.trust.chain;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.keys.Certificates;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;

/**
 * Reads roots and sub-CAs from their files. One that nobody could be judged by, or that limits itself in a way that is not applied
 * to what is loaded, is refused with its file and the reason (RFC 5280 4.2 and 6.1); what real NHS CAs have is taken, such as
 * basic constraints and key usages that are not marked critical.
 */
public final class ReadAuthorities {

    private static final int KEY_CERT_SIGN = 5;
    private static final Set<String> UNDERSTOOD = Set.of(
            Extension.basicConstraints.getId(),
            Extension.keyUsage.getId(),
            Extension.extendedKeyUsage.getId(),
            Extension.certificatePolicies.getId(),
            Extension.policyMappings.getId(),
            Extension.policyConstraints.getId(),
            Extension.inhibitAnyPolicy.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.cRLDistributionPoints.getId());

    private ReadAuthorities() {}

    /**
     * All certificates in those files, in order.
     *
     * @param setting that names the files, for whoever must mend it
     * @throws UnusableFile naming the file, the certificate and what is wrong
     */
    public static List<X509Certificate> from(String setting, List<Path> files) {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : files) {
            for (X509Certificate authority : Certificates.read(file)) {
                Optional<String> objection = objection(authority);
                if (objection.isPresent()) {
                    throw new UnusableFile(
                            file,
                            "of " + setting + " holds " + authority.getSubjectX500Principal() + ", which "
                                    + objection.get());
                }
                all.add(authority);
            }
        }
        return all;
    }

    private static Optional<String> objection(X509Certificate authority) {
        if (authority.getExtensionValue(Extension.nameConstraints.getId()) != null) {
            return Optional.of("has name constraints: these are not applied to a CA that is loaded");
        }
        Set<String> unknown = new HashSet<>(
                Optional.ofNullable(authority.getCriticalExtensionOIDs()).orElse(Set.of()));
        unknown.removeAll(UNDERSTOOD);
        if (!unknown.isEmpty()) {
            return Optional.of("has a critical extension that is not known here: " + String.join(" ", unknown));
        }
        boolean[] usage = authority.getKeyUsage();
        return constraints(authority)
                .or(() -> usage != null && !usage[KEY_CERT_SIGN]
                        ? Optional.of("may not issue certificates: its key usage has no keyCertSign")
                        : Optional.empty());
    }

    private static Optional<String> constraints(X509Certificate authority) {
        byte[] extension = authority.getExtensionValue(Extension.basicConstraints.getId());
        if (extension == null) {
            return Optional.of("is no CA: it has no basic constraints");
        }
        try {
            BasicConstraints constraints = BasicConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            if (!constraints.isCA()) {
                return Optional.of("is no CA: its basic constraints say so");
            }
            boolean isNegative = constraints.getPathLenConstraint() != null
                    && constraints.getPathLenConstraint().signum() < 0;
            return isNegative || authority.getBasicConstraints() < 0
                    ? Optional.of("has basic constraints that make no sense")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("has basic constraints that cannot be read");
        }
    }
}
