package io.barsgateway.caller;

import io.barsgateway.inbound.Connection;
import io.barsgateway.pki.RefusedCertificate;
import io.barsgateway.pki.RevocationLists;
import io.barsgateway.pki.TrustedChains;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Validates the caller's certificate chain at this moment: a path to a root of this environment, then every
 * {@link ChainRules} rule. Asked on each request, since the handshake may be long past and a resumed session had none.
 */
@Component
public final class CheckChain {

    private final TrustedChains chains;
    private final List<ChainRule> rules;

    CheckChain(TrustedChains chains, RevocationLists revocation) {
        this.chains = chains;
        this.rules = ChainRules.inOrder(chains, revocation);
    }

    public VerifiedChain check(@Variable("connection") Connection connection) {
        try {
            List<X509Certificate> path = chains.path(connection.chain());
            Optional<String> objection = rules.stream()
                    .flatMap(rule -> rule.objection(path).stream())
                    .findFirst();
            if (objection.isPresent()) {
                throw Refusal.of(connection, objection.get());
            }
            return new VerifiedChain(path);
        } catch (RefusedCertificate e) {
            throw Refusal.of(connection, String.valueOf(e.getMessage()));
        }
    }
}
