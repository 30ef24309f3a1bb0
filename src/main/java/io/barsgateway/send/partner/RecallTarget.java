package io.barsgateway.send.partner;

import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of the service that a message goes to; nothing where it must be asked first. */
@Component
public final class RecallTarget {

    private final KnownTargets targets;

    RecallTarget(KnownTargets targets) {
        this.targets = targets;
    }

    public @Nullable Target recall(@Variable("work") Work work) {
        return targets.of(work.counterpart()).orElse(null);
    }
}
