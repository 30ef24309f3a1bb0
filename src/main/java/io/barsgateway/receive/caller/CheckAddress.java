package io.barsgateway.receive.caller;

import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Refusal;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Validates the caller's IP address against the list that the listener filters by, so that no other door can skip it. */
@Component
public final class CheckAddress {

    private final CallerRules rules;
    private final TurnAway turnAway;

    CheckAddress(CallerRules rules, TurnAway turnAway) {
        this.rules = rules;
        this.turnAway = turnAway;
    }

    public void check(@Variable("connection") Connection connection) {
        Optional<Refusal> refusal = rules.address(connection.address());
        if (refusal.isPresent()) {
            throw turnAway.because(refusal.get(), connection);
        }
    }
}
