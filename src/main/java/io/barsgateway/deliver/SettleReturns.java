package io.barsgateway.deliver;

import io.barsgateway.outbox.WorkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends what was returned once its Requester has confirmed that; what a killed gateway began to return is delivered on. */
@Component
public final class SettleReturns {

    private static final Logger log = LoggerFactory.getLogger(SettleReturns.class);

    private final WorkQueue queue;

    SettleReturns(WorkQueue queue) {
        this.queue = queue;
    }

    public void settle() {
        queue.settleReturns()
                .forEach(reference -> log.warn("Returned, its Requester has confirmed that: reference={}", reference));
        queue.resumeReturns();
    }
}
