package io.barsgateway.trust.chain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom this environment believes, as one whole that is replaced, never changed: roots, sub-CAs, which of those may issue
 * callers, and what is revoked.
 */
public final class Authorities {

    /** Certificates in one handshake, the caller's own among them; the JVM is told the same (TlsLimits of the listener). */
    public static final int MAX_PRESENTED = 20;

    private static final int NO_PATH = -1;

    private final TrustedChains chains;
    private final List<X509Certificate> issuers;
    private final List<ChainRule> rules;
    private final RevocationLists revocation;

    /** Of one path, or of all that there was. */
    private record Judged(
            List<X509Certificate> path, Optional<Refusal> objection, int step, List<MissingList> missing) {

        private boolean isAccepted() {
            return objection.isEmpty();
        }

        /** It came further; or as far, and a list that could be had is all that it lacks. */
        private boolean tellsMoreThan(Judged other) {
            return step > other.step || (step == other.step && other.missing.isEmpty() && !missing.isEmpty());
        }

        private Judged with(List<MissingList> more) {
            List<MissingList> all = new ArrayList<>(missing);
            more.stream().filter(one -> !all.contains(one)).forEach(all::add);
            return new Judged(path, objection, step, List.copyOf(all));
        }
    }

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
     * Judges a presented chain, leaf first: it is refused only where every path to a root is. The leaf alone is tried first, by the
     * sub-CAs that we hold, so that stale copies sent along do no harm; then everything that was presented.
     */
    public Verdict judge(List<X509Certificate> presented, Instant now) {
        if (presented.isEmpty()) {
            return refused(new Refusal("chain", "no certificate was presented"), List.of(), now);
        }
        X509Certificate leaf = presented.get(0);
        Judged alone = tryAll(leaf, List.of(), now);
        if (alone.isAccepted() || presented.size() == 1) {
            return verdict(alone, now);
        }
        if (presented.size() > MAX_PRESENTED) {
            return refused(
                    new Refusal("chain", "more than " + MAX_PRESENTED + " certificates were presented"),
                    alone.missing(),
                    now);
        }
        Judged together = tryAll(leaf, presented.subList(1, presented.size()), now);
        if (together.isAccepted()) {
            return verdict(together, now);
        }
        Judged told = together.tellsMoreThan(alone) || together.step() == NO_PATH ? together : alone;
        return verdict(told.with(alone.missing()).with(together.missing()), now);
    }

    /** The first path that every rule lets pass; else the one that came furthest, the first of those that came as far. */
    private Judged tryAll(X509Certificate leaf, List<X509Certificate> beside, Instant now) {
        try {
            TrustedChains.Reached reached = chains.reach(leaf, beside, now);
            Judged best = new Judged(List.of(), Optional.of(reached.otherwise()), NO_PATH, List.of());
            List<MissingList> missing = new ArrayList<>();
            for (List<X509Certificate> path : reached.paths()) {
                Judged judged = judgePath(path, now);
                if (judged.isAccepted()) {
                    return judged;
                }
                missing.addAll(judged.missing());
                best = judged.tellsMoreThan(best) ? judged : best;
            }
            return best.with(missing);
        } catch (RuntimeException e) {
            // A certificate made to break a parser is no more than a bad certificate
            return new Judged(
                    List.of(),
                    Optional.of(new Refusal(
                            "chain", "it cannot be judged: " + e.getClass().getSimpleName())),
                    NO_PATH,
                    List.of());
        }
    }

    private Judged judgePath(List<X509Certificate> path, Instant now) {
        List<ChainRule> all = new ArrayList<>();
        all.add(it -> TrustedChains.datesObjection(it, now));
        all.add(it -> TrustedChains.pkixObjection(it, now));
        all.addAll(rules);
        for (int step = 0; step < all.size(); step++) {
            Optional<Refusal> objection = all.get(step).objection(path);
            if (objection.isPresent()) {
                return new Judged(path, objection, step, List.of());
            }
        }
        RevocationLists.Word word = revocation.on(path, now);
        return new Judged(path, word.objection(), all.size(), word.missing());
    }

    private Verdict verdict(Judged judged, Instant now) {
        return judged.objection().isPresent()
                ? refused(judged.objection().get(), judged.missing(), now)
                : new Verdict(judged.path(), Optional.empty(), judged.missing(), this, now);
    }

    private Verdict refused(Refusal refusal, List<MissingList> missing, Instant now) {
        return new Verdict(List.of(), Optional.of(refusal), missing, this, now);
    }

    /**
     * Whether a chain of ours leads to one of the roots: what we present should be of the environment that we serve. Only dates and
     * what PKIX asks: the rules about callers are not for it.
     */
    public Optional<Refusal> leadsToARoot(List<X509Certificate> own, Instant now) {
        TrustedChains.Reached reached = chains.reach(own.get(0), own.subList(1, own.size()), now);
        Optional<Refusal> first = Optional.empty();
        for (List<X509Certificate> path : reached.paths()) {
            Optional<Refusal> objection =
                    TrustedChains.datesObjection(path, now).or(() -> TrustedChains.pkixObjection(path, now));
            if (objection.isEmpty()) {
                return objection;
            }
            first = first.or(() -> objection);
        }
        return first.or(() -> Optional.of(reached.otherwise()));
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
