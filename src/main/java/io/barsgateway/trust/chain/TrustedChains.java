package io.barsgateway.trust.chain;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.trust.keys.DirectoryNames;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The paths from a presented certificate to the environment's roots, and whether PKIX lets one pass at a moment. Only roots
 * are anchors: sub-CAs, ours and those presented, are mere candidates that are judged with the path.
 */
final class TrustedChains {

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();

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
     * What can be reached from a certificate.
     *
     * @param paths leaf first, root last; those over our own sub-CAs before those over presented ones
     * @param otherwise what to say where there is none, or none of them is good
     */
    record Reached(List<List<X509Certificate>> paths, Refusal otherwise) {}

    /** The paths over what we hold and those certificates beside it, where all are tried. */
    Reached reach(X509Certificate leaf, List<X509Certificate> beside, Instant now) {
        List<X509Certificate> known =
                Stream.concat(candidates.stream(), beside.stream()).distinct().toList();
        PathSearch search = new PathSearch(anchors, known);
        List<List<X509Certificate>> paths = search.from(leaf);
        return new Reached(paths, none(leaf, known, now, search.isCut()));
    }

    /** A leaf, a sub-CA or a root that is not valid at the moment; PKIX takes an anchor's word for its own dates, we do not. */
    static Optional<Refusal> datesObjection(List<X509Certificate> path, Instant now) {
        X509Certificate root = path.get(path.size() - 1);
        return dates(root, now)
                .map(when -> Refusal.of("root-dates", root, "a root " + when))
                .or(() -> dates(path.get(0), now).map(when -> new Refusal("dates", "it " + when)))
                .or(() -> path.subList(1, path.size() - 1).stream()
                        .flatMap(ca ->
                                dates(ca, now)
                                        .map(when -> Refusal.of("issuer-dates", ca, "its issuer " + when))
                                        .stream())
                        .findFirst());
    }

    /** All that PKIX asks of a path (RFC 5280 6.1). */
    static Optional<Refusal> pkixObjection(List<X509Certificate> path, Instant now) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.get(path.size() - 1), null)));
            parameters.setDate(Date.from(now));
            // Revocation is a rule of its own: RevocationLists
            parameters.setRevocationEnabled(false);
            // So are extended key usages: ChainRules
            parameters.addCertPathChecker(new OtherwiseJudged(Extension.extendedKeyUsage));
            CertPathValidator.getInstance("PKIX", BC)
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path.subList(0, path.size() - 1)),
                            parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            String words = Cause.root(e).getMessage();
            return NameLists.objection(path)
                    .or(() -> Optional.of(new Refusal(
                            "chain", "no path from its issuer to a root of this environment (" + words + ")")));
        } catch (GeneralSecurityException e) {
            return Optional.of(new Refusal(
                    "chain", "its path cannot be judged: " + e.getClass().getSimpleName()));
        }
    }

    private Refusal none(X509Certificate leaf, List<X509Certificate> known, Instant now, boolean isCut) {
        Optional<String> late = dates(leaf, now);
        if (late.isPresent()) {
            return new Refusal("dates", "it " + late.get());
        }
        if (anchors.isEmpty()) {
            return new Refusal("chain", "bars.pki.roots holds no self-signed root");
        }
        if (isSelfIssued(leaf)) {
            return new Refusal("chain", "it is self-signed");
        }
        if (Stream.concat(anchors.stream(), known.stream())
                .noneMatch(ca -> DirectoryNames.areSame(ca.getSubjectX500Principal(), leaf.getIssuerX500Principal()))) {
            return new Refusal("chain", "its issuer is not known here: " + leaf.getIssuerX500Principal());
        }
        return new Refusal(
                "chain",
                "no path from its issuer to a root of this environment ("
                        + (isCut
                                ? "more sub-CAs or more ways than are looked at"
                                : "no root has signed what it was issued under")
                        + ")");
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
