package io.barsgateway.receive.caller;

import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.Certificates;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Names the caller from its certificate, by the settings or, where an operator let it in for a time, by the store. Any NHS-issued certificate has a good chain, so the name is what tells the proxy
 * from every other supplier. One that is unknown and otherwise right is raised at once, with the line that would let it in:
 * the proxy's name has changed before.
 */
@Component
public final class IdentifyCaller {

    private final CallerRules rules;
    private final TurnAway turnAway;
    private final FirstContact firstContact;

    IdentifyCaller(CallerRules rules, TurnAway turnAway, FirstContact firstContact) {
        this.rules = rules;
        this.turnAway = turnAway;
        this.firstContact = firstContact;
    }

    public Caller identify(@Variable("connection") Connection connection, @Variable("chain") VerifiedChain chain) {
        if (chain.path().isEmpty()) {
            return new Caller("anyone", "");
        }
        X509Certificate leaf = chain.leaf();
        Optional<Refusal> refusal = rules.name(leaf);
        if (refusal.isPresent()) {
            if (rules.address(connection.address()).isEmpty()) {
                firstContact.raise(leaf);
            }
            throw turnAway.because(refusal.get(), connection);
        }
        Optional<String> known = rules.knownName(leaf);
        known.ifPresent(firstContact::welcome);
        firstContact.warnOfKeyUsage(leaf);
        return new Caller(known.orElse("allowed-for-a-time"), Certificates.thumbprint(leaf));
    }
}
