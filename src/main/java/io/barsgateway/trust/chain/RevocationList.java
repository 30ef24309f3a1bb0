package io.barsgateway.trust.chain;

import io.barsgateway.trust.keys.Certificates;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** One revocation list and what it may speak of: whose certificates, which partition of them, until when. */
public record RevocationList(X509CRL crl) {

    private static final Set<String> UNDERSTOOD = Set.of(Extension.issuingDistributionPoint.getId());

    /** When its CA made it. */
    public Instant made() {
        return crl.getThisUpdate().toInstant();
    }

    /** When its CA promised the next one; one that promises none is at its end when it is made. */
    public Instant next() {
        return crl.getNextUpdate() == null ? made() : crl.getNextUpdate().toInstant();
    }

    /** Whether it is not from the future and not older than its promise and the grace. */
    boolean counts(Instant now, Duration grace) {
        return !made().isAfter(now) && !now.isAfter(next().plus(grace));
    }

    /** Whether it is that CA's own, whole, and without a condition that we do not understand. */
    public boolean isOf(X509Certificate issuer) {
        if (!crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                || (crl.getCriticalExtensionOIDs() != null
                        && !UNDERSTOOD.containsAll(crl.getCriticalExtensionOIDs()))) {
            return false;
        }
        try {
            crl.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether its partition, where it is of one, holds that certificate. */
    boolean covers(X509Certificate certificate) {
        byte[] extension = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (extension == null) {
            return true;
        }
        IssuingDistributionPoint partition = IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        boolean isCa = certificate.getBasicConstraints() >= 0;
        if (partition.isIndirectCRL()
                || partition.getOnlySomeReasons() != null
                || partition.onlyContainsAttributeCerts()
                || (partition.onlyContainsUserCerts() && isCa)
                || (partition.onlyContainsCACerts() && !isCa)) {
            return false;
        }
        DistributionPointName name = partition.getDistributionPoint();
        return name == null || names(name).stream().anyMatch(points(certificate)::contains);
    }

    /** The URLs and other names that a certificate gives for the list it would be on. */
    static List<GeneralName> points(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return List.of();
        }
        return Arrays.stream(CRLDistPoint.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getDistributionPoints())
                .filter(point -> point.getDistributionPoint() != null)
                .flatMap(point -> names(point.getDistributionPoint()).stream())
                .toList();
    }

    private static List<GeneralName> names(DistributionPointName name) {
        return name.getType() == DistributionPointName.FULL_NAME
                ? List.of(GeneralNames.getInstance(name.getName()).getNames())
                : List.of();
    }

    /** Its CA and its age, for an operator. */
    public String label(Instant now) {
        return Certificates.commonName(crl.getIssuerX500Principal()) + ", made " + made() + " ("
                + Duration.between(made(), now).toHours() + " h ago), next due " + next();
    }
}
