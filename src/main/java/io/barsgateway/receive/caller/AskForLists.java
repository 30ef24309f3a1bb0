package io.barsgateway.receive.caller;

import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.revocation.NeededLists;
import org.springframework.stereotype.Component;

/**
 * Passes on which revocation lists callers turn out to need: those of a caller whose name is known only, so that no other supplier's
 * certificate has anything fetched.
 */
@Component
final class AskForLists {

    AskForLists(CallerChains chains, CallerRules rules, NeededLists lists) {
        chains.onMissing(missing -> {
            if (rules.knownName(missing.leaf()).isPresent()) {
                lists.need(missing);
            }
        });
    }
}
