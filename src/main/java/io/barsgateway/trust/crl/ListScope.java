package io.barsgateway.trust.crl;

import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation list speaks of, as its extensions say (RFC 5280 5.2.5 and 6.3.3).
 *
 * @param names of its partition; absent where it is of none, and holds all that its CA has revoked
 */
record ListScope(ListKind kind, Optional<List<GeneralName>> names, boolean leavesOnly, boolean authoritiesOnly) {

    private static final Set<String> UNDERSTOOD = Set.of(
            Extension.issuingDistributionPoint.getId(),
            Extension.authorityKeyIdentifier.getId(),
            Extension.cRLNumber.getId());
    private static final Set<String> UNDERSTOOD_OF_ENTRIES =
            Set.of(Extension.reasonCode.getId(), Extension.invalidityDate.getId());

    static ListScope of(X509CRL crl) {
        byte[] extension = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (extension == null) {
            return new ListScope(kind(crl, null), Optional.empty(), false, false);
        }
        IssuingDistributionPoint partition = IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        X500Name issuer = X500Name.getInstance(crl.getIssuerX500Principal().getEncoded());
        return new ListScope(
                kind(crl, partition),
                Optional.ofNullable(partition.getDistributionPoint()).map(name -> PointNames.of(name, issuer)),
                partition.onlyContainsUserCerts(),
                partition.onlyContainsCACerts());
    }

    /** Whether a certificate of that list's CA would be on it if it were revoked. */
    boolean holds(X509Certificate certificate) {
        boolean isAuthority = certificate.getBasicConstraints() >= 0;
        return kind == ListKind.FULL
                && !(leavesOnly && isAuthority)
                && !(authoritiesOnly && !isAuthority)
                && (names.isEmpty() || PointNames.meet(names.get(), PointNames.of(certificate)));
    }

    private static ListKind kind(X509CRL crl, @Nullable IssuingDistributionPoint partition) {
        if (crl.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null) {
            return ListKind.DELTA;
        }
        if (partition != null) {
            if (partition.isIndirectCRL()) {
                return ListKind.INDIRECT;
            }
            if (partition.getOnlySomeReasons() != null) {
                return ListKind.SOME_REASONS;
            }
            if (partition.onlyContainsAttributeCerts()) {
                return ListKind.ATTRIBUTE_CERTIFICATES;
            }
        }
        return hasUnknown(crl.getCriticalExtensionOIDs(), UNDERSTOOD) || entriesHaveUnknown(crl)
                ? ListKind.UNKNOWN_EXTENSION
                : ListKind.FULL;
    }

    /** A list of which one entry cannot be understood is not used at all (RFC 5280 5.3). */
    private static boolean entriesHaveUnknown(X509CRL crl) {
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        return entries != null
                && entries.stream()
                        .anyMatch(entry -> hasUnknown(entry.getCriticalExtensionOIDs(), UNDERSTOOD_OF_ENTRIES));
    }

    private static boolean hasUnknown(@Nullable Set<String> critical, Set<String> understood) {
        return critical != null && !understood.containsAll(critical);
    }
}
