package io.barsgateway.trust.chain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a chain at one moment.
 *
 * @param path verified path, leaf first and root last; empty where it is refused
 * @param refusal absent where it is accepted
 * @param missing revocation lists that would have had a word on it, and can be fetched or named; refused or not
 * @param by what it was judged by; a verdict by anything older is no longer good
 */
public record Verdict(
        List<X509Certificate> path, Optional<Refusal> refusal, List<MissingList> missing, Authorities by, Instant at) {

    public Verdict {
        path = List.copyOf(path);
        missing = List.copyOf(missing);
    }

    /** Names the rule, never the certificate. */
    @Override
    public String toString() {
        return refusal.map(no -> "refused by " + no.rule()).orElse("accepted") + " at " + at;
    }
}
