package io.barsgateway.outbox.claim;

import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What leaves is what was accepted or composed, byte for byte: a message that changed in the store is set aside, never passed on. */
@Component
public final class CheckBytes {

    static final String CHANGED = "the stored bytes are not those that were accepted (SHA-256 differs)";

    public void check(@Variable("work") Work work) {
        if (!work.body().hash().equals(work.sha256())) {
            throw new CannotSucceed(CHANGED);
        }
    }
}
