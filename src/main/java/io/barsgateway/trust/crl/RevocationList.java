package io.barsgateway.trust.crl;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.DirectoryNames;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** One revocation list and what it may speak of: whose certificates, which partition of them, until when. */
public final class RevocationList {

    private static final int CRL_SIGN = 6;

    private final X509CRL crl;
    private final ListScope scope;

    public RevocationList(X509CRL crl) {
        this.crl = crl;
        this.scope = ListScope.of(crl);
    }

    /** Whether it is read, or why not. */
    public ListKind kind() {
        return scope.kind();
    }

    /** The common name of its CA. */
    public String issuer() {
        return Certificates.commonName(crl.getIssuerX500Principal());
    }

    /** When its CA made it. */
    public Instant made() {
        return crl.getThisUpdate().toInstant();
    }

    /** When its CA promised the next one; one that promises none is at its end when it is made. */
    public Instant next() {
        return crl.getNextUpdate() == null ? made() : crl.getNextUpdate().toInstant();
    }

    /** Whether it is not from the future and not older than its promise and the grace. */
    public boolean counts(Instant now, Duration grace) {
        return !made().isAfter(now) && !now.isAfter(next().plus(grace));
    }

    /** Whether that CA has signed it and may sign lists (RFC 5280 6.3.3): its name, its key, its key usage where it states one. */
    public boolean isOf(X509Certificate issuer) {
        return maySign(issuer) && isSignedBy(issuer);
    }

    /** Whether it bears that CA's name and the signature of its key. */
    public boolean isSignedBy(X509Certificate issuer) {
        if (!DirectoryNames.areSame(crl.getIssuerX500Principal(), issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            crl.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether it shows, of that certificate of its CA, that it is revoked or that it is not. */
    public boolean covers(X509Certificate certificate) {
        return scope.holds(certificate);
    }

    /** Whether that certificate is on it. It must be of the list's CA: a list that is read speaks of no other. */
    public boolean revokes(X509Certificate certificate) {
        // By the serial number: the JVM compares the names of the two CAs less kindly than we do
        return crl.getRevokedCertificate(certificate.getSerialNumber()) != null;
    }

    /** Its CA and its age, for an operator. */
    public String label(Instant now) {
        return issuer() + ", made " + made() + " ("
                + Duration.between(made(), now).toHours() + " h ago), next due " + next();
    }

    private static boolean maySign(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }
}
