package io.barsgateway.trust.chain;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Builds the path from a presented certificate to one of the environment's roots, at a moment. Only roots are anchors:
 * sub-CAs, ours and those presented, are mere candidates whose own dates and signatures are checked on the way.
 */
final class TrustedChains {

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    private static final int MAX_AUTHORITIES = 4;
    private static final int MAX_PRESENTED = 20;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> candidates;

    TrustedChains(List<X509Certificate> roots, List<X509Certificate> candidates) {
        this.anchors = roots.stream().filter(TrustedChains::isSelfIssued).toList();
        this.candidates = Stream.concat(roots.stream().filter(root -> !isSelfIssued(root)), candidates.stream())
                .distinct()
                .toList();
    }

    List<X509Certificate> anchors() {
        return anchors;
    }

    List<X509Certificate> candidates() {
        return candidates;
    }

    /**
     * The verified path, leaf first, root last.
     *
     * @throws RefusedCertificate with the rule and the reason
     */
    List<X509Certificate> path(List<X509Certificate> presented, Instant now) throws RefusedCertificate {
        X509Certificate leaf = presented.get(0);
        if (presented.size() > MAX_PRESENTED) {
            throw new RefusedCertificate(leaf, new Refusal("chain", "more than 20 certificates were presented"));
        }
        // PKIX takes an anchor's word for its own dates; we do not
        List<X509Certificate> current =
                anchors.stream().filter(anchor -> dates(anchor, now).isEmpty()).toList();
        if (current.isEmpty()) {
            throw new RefusedCertificate(leaf, noAnchor(now));
        }
        List<X509Certificate> known = new ArrayList<>(candidates);
        known.addAll(presented.subList(1, presented.size()));
        try {
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX", BC).build(parameters(leaf, current, known, now));
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(c -> path.add((X509Certificate) c));
            path.add(result.getTrustAnchor().getTrustedCert());
            return path;
        } catch (CertPathBuilderException e) {
            throw new RefusedCertificate(leaf, reason(leaf, known, now, e));
        } catch (GeneralSecurityException e) {
            throw new RefusedCertificate(
                    leaf,
                    new Refusal(
                            "chain",
                            "its path cannot be judged: " + e.getClass().getSimpleName()));
        }
    }

    private static PKIXBuilderParameters parameters(
            X509Certificate leaf, List<X509Certificate> anchors, List<X509Certificate> known, Instant now)
            throws GeneralSecurityException {
        Set<TrustAnchor> trusted =
                anchors.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
        List<X509Certificate> all = new ArrayList<>(known);
        all.add(leaf);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
        parameters.setDate(Date.from(now));
        // Revocation is a rule of its own: RevocationLists
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(MAX_AUTHORITIES);
        return parameters;
    }

    private Refusal noAnchor(Instant now) {
        return anchors.stream()
                .flatMap(anchor ->
                        dates(anchor, now).map(when -> Refusal.of("root-dates", anchor, "a root " + when)).stream())
                .findFirst()
                .orElse(new Refusal("chain", "bars.pki.roots holds no self-signed root"));
    }

    private static Refusal reason(
            X509Certificate leaf, List<X509Certificate> known, Instant now, CertPathBuilderException e) {
        Optional<String> late = dates(leaf, now);
        if (late.isPresent()) {
            return new Refusal("dates", "it " + late.get());
        }
        if (isSelfIssued(leaf)) {
            return new Refusal("chain", "it is self-signed");
        }
        List<X509Certificate> above = known.stream()
                .filter(ca -> ca.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .toList();
        if (above.isEmpty()) {
            return new Refusal("chain", "its issuer is not known here: " + leaf.getIssuerX500Principal());
        }
        for (X509Certificate ca : above) {
            Optional<String> when = dates(ca, now);
            if (when.isPresent()) {
                return Refusal.of("issuer-dates", ca, "its issuer " + when.get());
            }
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Refusal(
                "chain", "no path from its issuer to a root of this environment (" + root.getMessage() + ")");
    }

    /** What is wrong with its dates; empty where they hold. */
    private static Optional<String> dates(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return Optional.of("expired on " + until);
        }
        return now.isBefore(from) ? Optional.of("is not valid before " + from) : Optional.empty();
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
