package io.barsgateway.outbox.claim;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.LeaseLapsed;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.queue.WorkQueue;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * The last step before a message leaves: an attempt that was held up, by a suspended machine or a full disk, is dropped where its
 * lease has lapsed, since another may be under way. Else its lease begins anew, so that it outlasts the call. From here on it counts
 * as having left. What comes from memory has a lease that is young, and long enough.
 */
@Component
public final class CheckLease {

    private final WorkQueue queue;
    private final Lanes lanes;

    CheckLease(WorkQueue queue, Lanes lanes) {
        this.queue = queue;
        this.lanes = lanes;
    }

    /** Always true: that it is set tells Postpone that the message had left. If it may not leave, this throws. */
    public boolean check(@Variable("work") Work work) {
        if (!work.isYoung()) {
            lanes.renew(work.place(), queue.renew(work).orElseThrow(LeaseLapsed::new));
        }
        return true;
    }
}
