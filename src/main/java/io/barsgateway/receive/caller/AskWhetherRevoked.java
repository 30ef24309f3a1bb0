package io.barsgateway.receive.caller;

import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Refusal;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Asks the issuer's OCSP responder whether the caller's certificate was revoked, where one is configured (bars.pki.ocsp-url)
 * and its last answer has run out. The only caller step that may wait for another system.
 */
@Component
public final class AskWhetherRevoked {

    private final CallerRules rules;
    private final TurnAway turnAway;

    AskWhetherRevoked(CallerRules rules, TurnAway turnAway) {
        this.rules = rules;
        this.turnAway = turnAway;
    }

    public void ask(@Variable("connection") Connection connection, @Variable("chain") VerifiedChain chain) {
        Optional<Refusal> refusal = chain.path().isEmpty() ? Optional.empty() : rules.revocation(chain.path());
        if (refusal.isPresent()) {
            throw turnAway.because(refusal.get(), connection);
        }
    }
}
