package io.barsgateway.trust.chain;

import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.keys.Certificates;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the loaded revocation lists say of a path: only a list that counts now, signed by the certificate's own issuer and of
 * its partition, is asked. Stale, foreign, future and wrongly signed lists are as if they were not there.
 */
public final class RevocationLists {

    private final Policy policy;
    private final Map<String, Policy> policyOf;
    private final List<RevocationList> lists;
    private final Duration grace;
    private final boolean leavesAskedElsewhere;

    /**
     * @param policyOf exceptions by the CN of the CA
     * @param leavesAskedElsewhere whether OCSP speaks for leaves, so that they need no list
     */
    public RevocationLists(
            Policy policy,
            Map<String, Policy> policyOf,
            List<RevocationList> lists,
            Duration grace,
            boolean leavesAskedElsewhere) {
        this.leavesAskedElsewhere = leavesAskedElsewhere;
        this.policy = policy;
        this.policyOf = Map.copyOf(policyOf);
        this.lists = List.copyOf(lists);
        this.grace = grace;
    }

    /** Looks nothing up. */
    public static RevocationLists none() {
        return new RevocationLists(Policy.OFF, Map.of(), List.of(), Duration.ZERO, false);
    }

    /** Why the path is refused; empty where it is not. The root, which vouches for itself, is not looked up. */
    Optional<Refusal> objection(List<X509Certificate> path, Instant now) {
        for (int i = 0; i < path.size() - 1; i++) {
            Optional<Refusal> objection = objection(path.get(i), path.get(i + 1), now);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> objection(X509Certificate certificate, X509Certificate issuer, Instant now) {
        Policy rule = policyFor(issuer);
        if (rule == Policy.OFF) {
            return Optional.empty();
        }
        List<RevocationList> current = lists.stream()
                .filter(list -> list.counts(now, grace) && list.isOf(issuer) && list.covers(certificate))
                .toList();
        if (current.stream().anyMatch(list -> list.crl().isRevoked(certificate))) {
            return Optional.of(Refusal.of("revocation", certificate, "revoked by its CA"));
        }
        boolean askedElsewhere = leavesAskedElsewhere && certificate.getBasicConstraints() < 0;
        return current.isEmpty() && rule == Policy.REQUIRE && !askedElsewhere
                ? Optional.of(new Refusal(
                        "revocation",
                        "bars.pki.revocation is require and no current list of its CA is loaded: "
                                + issuer.getSubjectX500Principal() + " names "
                                + RevocationList.points(certificate)))
                : Optional.empty();
    }

    /** How much a missing list of that CA matters. */
    public Policy policyFor(X509Certificate issuer) {
        return policyOf.getOrDefault(Certificates.commonName(issuer.getSubjectX500Principal()), policy);
    }

    public List<RevocationList> lists() {
        return lists;
    }

    /** The lists that are older than their CA promised: told to the operator while the grace lasts. */
    public List<RevocationList> late(Instant now) {
        return lists.stream().filter(list -> now.isAfter(list.next())).toList();
    }
}
