package io.barsgateway.deliver;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The last step before a request is returned: where this took too long, it may be on its way to the local system again. */
@Component
public final class CheckReturn {

    private final WorkQueue queue;

    CheckReturn(WorkQueue queue) {
        this.queue = queue;
    }

    public void check(@Variable("work") Work work) {
        if (!queue.isReturning(work)) {
            throw new TryAgain("the lease of this return has lapsed");
        }
    }
}
