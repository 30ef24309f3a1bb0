package io.barsgateway.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Builds the path from a presented certificate to one of the environment's roots, at this moment. Only roots are anchors:
 * sub-CAs, ours and those presented, are mere candidates whose own dates and signatures are checked on the way.
 */
public final class TrustedChains {

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();

    private final List<X509Certificate> roots;
    private final List<X509Certificate> issuers;
    private final Clock clock;

    public TrustedChains(List<X509Certificate> roots, List<X509Certificate> issuers, Clock clock) {
        this.roots = List.copyOf(roots);
        this.issuers = List.copyOf(issuers);
        this.clock = clock;
    }

    /**
     * The verified path, leaf first, root last.
     *
     * @throws RefusedCertificate with the reason, for our log only
     */
    public List<X509Certificate> path(List<X509Certificate> presented) throws RefusedCertificate {
        X509Certificate leaf = presented.get(0);
        Date now = Date.from(clock.instant());
        try {
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX", BC).build(parameters(presented, leaf, now));
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(c -> path.add((X509Certificate) c));
            X509Certificate root = result.getTrustAnchor().getTrustedCert();
            // PKIX takes an anchor's word for its own dates; we do not
            root.checkValidity(now);
            path.add(root);
            return path;
        } catch (CertPathBuilderException e) {
            throw new RefusedCertificate(leaf, reason(leaf, now, e), e);
        } catch (GeneralSecurityException e) {
            throw new RefusedCertificate(leaf, "its root or path is not valid now: " + e.getMessage(), e);
        }
    }

    /** Sub-CAs that may issue a caller. */
    public List<X509Certificate> issuers() {
        return issuers;
    }

    /** Roots and issuers: what the listener names to a client that must choose a certificate. */
    public List<X509Certificate> acceptedIssuers() {
        List<X509Certificate> accepted = new ArrayList<>(roots);
        accepted.addAll(issuers);
        return accepted;
    }

    private PKIXBuilderParameters parameters(List<X509Certificate> presented, X509Certificate leaf, Date now)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors =
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            throw new InvalidAlgorithmParameterException("no root is configured (bars.pki.roots)");
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        List<X509Certificate> candidates = new ArrayList<>(presented);
        candidates.addAll(issuers);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(candidates)));
        parameters.setDate(now);
        // Revocation is a rule of its own: RevocationLists
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(4);
        return parameters;
    }

    private static String reason(X509Certificate leaf, Date now, CertPathBuilderException e) {
        if (now.after(leaf.getNotAfter())) {
            return "it expired on " + leaf.getNotAfter().toInstant();
        }
        if (now.before(leaf.getNotBefore())) {
            return "it is not valid before " + leaf.getNotBefore().toInstant();
        }
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return "it is self-signed";
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "no path from its issuer to a root of this environment ("
                + String.valueOf(root.getMessage()).replaceAll("\\p{C}", "?") + ")";
    }
}
