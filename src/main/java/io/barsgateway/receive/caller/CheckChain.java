package io.barsgateway.receive.caller;

import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.Verdict;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Validates the caller's certificate chain by what is loaded: the verdict of the connection while it is good, else a new one,
 * since the handshake may be long past and a resumed session had none. Asks nobody.
 */
@Component
public final class CheckChain {

    private final CallerRules rules;
    private final TurnAway turnAway;

    CheckChain(CallerRules rules, TurnAway turnAway) {
        this.rules = rules;
        this.turnAway = turnAway;
    }

    public VerifiedChain check(@Variable("connection") Connection connection) {
        if (connection.chain().isEmpty()) {
            // The listener asked for none: on loopback, in the sandbox or in a local run
            return VerifiedChain.NONE;
        }
        Verdict verdict = rules.chain(connection.peer());
        Optional<Refusal> refusal = verdict.refusal();
        if (refusal.isPresent()) {
            throw turnAway.because(refusal.get(), connection);
        }
        return new VerifiedChain(verdict.path());
    }
}
