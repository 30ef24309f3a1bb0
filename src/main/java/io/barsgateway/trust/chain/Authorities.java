package io.barsgateway.trust.chain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom this environment believes, as one whole that is replaced, never changed: roots, sub-CAs, which of those may issue
 * callers, and what is revoked.
 */
public final class Authorities {

    private final TrustedChains chains;
    private final List<X509Certificate> issuers;
    private final List<ChainRule> rules;
    private final RevocationLists revocation;

    /**
     * @param roots the self-signed ones are anchors; any sub-CA among them is a mere candidate for paths
     * @param issuers the sub-CAs that may issue callers; empty, any may
     */
    public Authorities(List<X509Certificate> roots, List<X509Certificate> issuers, RevocationLists revocation) {
        this(roots, issuers, issuers, revocation);
    }

    private Authorities(
            List<X509Certificate> roots,
            List<X509Certificate> candidates,
            List<X509Certificate> issuers,
            RevocationLists revocation) {
        this.chains = new TrustedChains(roots, candidates);
        this.issuers = List.copyOf(issuers);
        this.rules = ChainRules.inOrder(issuers);
        this.revocation = revocation;
    }

    /** The same, where callers bring the sub-CAs of their paths themselves: issuers says who may issue, and helps nobody. */
    public static Authorities pinned(
            List<X509Certificate> roots, List<X509Certificate> issuers, RevocationLists revocation) {
        return new Authorities(roots, List.of(), issuers, revocation);
    }

    /**
     * Judges a presented chain, leaf first. Sub-CAs that we hold are preferred to those presented, so that a stale copy sent
     * along does no harm.
     */
    public Verdict judge(List<X509Certificate> presented, Instant now) {
        Refusal last = new Refusal("chain", "no certificate was presented");
        if (!presented.isEmpty()) {
            for (List<X509Certificate> given : List.of(presented.subList(0, 1), presented)) {
                try {
                    List<X509Certificate> path = chains.path(given, now);
                    Optional<Refusal> objection = Stream.concat(
                                    rules.stream().flatMap(rule -> rule.objection(path).stream()),
                                    revocation.objection(path, now).stream())
                            .findFirst();
                    if (objection.isEmpty()) {
                        return new Verdict(path, Optional.empty(), this, now);
                    }
                    last = objection.get();
                } catch (RefusedCertificate e) {
                    last = e.refusal();
                } catch (RuntimeException e) {
                    // A certificate made to break a parser is no more than a bad certificate
                    last = new Refusal(
                            "chain", "it cannot be judged: " + e.getClass().getSimpleName());
                }
            }
        }
        return new Verdict(List.of(), Optional.of(last), this, now);
    }

    /** Whether a chain of ours leads to one of the roots: what we present should be of the environment that we serve. */
    public Optional<Refusal> leadsToARoot(List<X509Certificate> own, Instant now) {
        try {
            chains.path(own, now);
            return Optional.empty();
        } catch (RefusedCertificate e) {
            return Optional.of(e.refusal());
        }
    }

    /** Roots and issuers: what the listener names to a client that must choose a certificate. */
    public List<X509Certificate> named() {
        List<X509Certificate> named = new ArrayList<>(chains.anchors());
        named.addAll(chains.candidates());
        return named;
    }

    public List<X509Certificate> roots() {
        return chains.anchors();
    }

    public List<X509Certificate> issuers() {
        return issuers;
    }

    public RevocationLists revocation() {
        return revocation;
    }
}
