package io.barsgateway.trust.chain;

import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.crl.ListUrl;
import io.barsgateway.trust.crl.PointNames;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.Certificates;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the loaded revocation lists say of a path: only a full list that counts now, signed by the certificate's own issuer and of
 * its partition, is asked. Stale, foreign, future, partial and wrongly signed lists are as if they were not there.
 */
public final class RevocationLists {

    private final Policy policy;
    private final Map<String, Policy> policyOf;
    private final List<RevocationList> lists;
    private final List<ListUrl> urls;
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
        this(policy, policyOf, lists, List.of(), grace, leavesAskedElsewhere);
    }

    /** @param urls where lists are fetched from */
    RevocationLists(
            Policy policy,
            Map<String, Policy> policyOf,
            List<RevocationList> lists,
            List<ListUrl> urls,
            Duration grace,
            boolean leavesAskedElsewhere) {
        this.leavesAskedElsewhere = leavesAskedElsewhere;
        this.policy = policy;
        Map<String, Policy> exceptions = new HashMap<>();
        policyOf.forEach((name, exception) -> exceptions.put(comparable(name), exception));
        this.policyOf = Map.copyOf(exceptions);
        this.lists = List.copyOf(lists);
        this.urls = List.copyOf(urls);
        this.grace = grace;
    }

    /** Looks nothing up. */
    public static RevocationLists none() {
        return new RevocationLists(Policy.OFF, Map.of(), List.of(), Duration.ZERO, false);
    }

    /**
     * What the lists say of a whole path.
     *
     * @param objection why it is refused; absent where it is not
     * @param missing lists that would have had a word on it, and can be fetched or named
     */
    record Word(Optional<Refusal> objection, List<MissingList> missing) {}

    /** The root, which vouches for itself, is not looked up. */
    Word on(List<X509Certificate> path, Instant now) {
        List<MissingList> missing = new ArrayList<>();
        Optional<Refusal> unknown = Optional.empty();
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate certificate = path.get(i);
            X509Certificate issuer = path.get(i + 1);
            Policy rule = policyFor(issuer);
            if (rule == Policy.OFF) {
                continue;
            }
            List<RevocationList> current = lists.stream()
                    .filter(list -> list.counts(now, grace) && list.covers(certificate) && list.isSignedBy(issuer))
                    .toList();
            // Even where that certificate of the CA has no right to sign lists: another of the same key may have it
            if (current.stream().anyMatch(list -> list.revokes(certificate))) {
                return new Word(Optional.of(Refusal.of("revocation", certificate, "revoked by its CA")), List.of());
            }
            boolean askedElsewhere = leavesAskedElsewhere && certificate.getBasicConstraints() < 0;
            if (current.stream().noneMatch(list -> list.isOf(issuer)) && !askedElsewhere) {
                missing.addAll(missing(path.get(0), certificate));
                unknown = unknown.or(() -> rule == Policy.REQUIRE ? noList(certificate, issuer) : Optional.empty());
            }
        }
        return new Word(unknown, missing);
    }

    private static Optional<Refusal> noList(X509Certificate certificate, X509Certificate issuer) {
        return Optional.of(new Refusal(
                "revocation",
                "bars.pki.revocation is require and no current list of its CA is loaded: "
                        + issuer.getSubjectX500Principal() + " names " + PointNames.urls(certificate)));
    }

    private List<MissingList> missing(X509Certificate leaf, X509Certificate certificate) {
        return PointNames.urls(certificate).stream()
                .filter(url -> isOfAHostOfOurs(url) && !isFetchedAnyhow(url))
                .map(url -> new MissingList(leaf, url, urls.stream().anyMatch(entry -> entry.covers(url))))
                .toList();
    }

    private boolean isFetchedAnyhow(URI url) {
        return urls.stream().anyMatch(entry -> !entry.isPattern() && entry.covers(url));
    }

    private boolean isOfAHostOfOurs(URI url) {
        return urls.stream().anyMatch(entry -> entry.isOfTheHostOf(url));
    }

    /** How much a missing list of that CA matters. */
    public Policy policyFor(X509Certificate issuer) {
        return policyOf.getOrDefault(comparable(Certificates.commonName(issuer.getSubjectX500Principal())), policy);
    }

    public List<RevocationList> lists() {
        return lists;
    }

    /** Where lists are fetched from. */
    public List<ListUrl> urls() {
        return urls;
    }

    /** The lists that are older than their CA promised: told to the operator while the grace lasts. */
    public List<RevocationList> late(Instant now) {
        return lists.stream().filter(list -> now.isAfter(list.next())).toList();
    }

    /** The lists that are loaded and show of nobody that he is not revoked. */
    public List<RevocationList> unread() {
        return lists.stream().filter(list -> list.kind() != ListKind.FULL).toList();
    }

    /** As RFC 5280 7.1 compares the text of a name: in any case, with any white space inside. */
    private static String comparable(String commonName) {
        return String.join(" ", commonName.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    }
}
