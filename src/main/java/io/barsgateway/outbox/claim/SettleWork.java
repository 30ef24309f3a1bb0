package io.barsgateway.outbox.claim;

import io.barsgateway.audit.write.WriteTogether;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.lane.AttemptTimes;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.queue.WorkQueue;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records that a piece of work is done, together with what others have just done. Killed before this, the gateway does it again under the same keys. */
@Component
public final class SettleWork {

    private static final Logger log = LoggerFactory.getLogger(SettleWork.class);

    private final WriteTogether<Work> done;
    private final Lanes lanes;
    private final AttemptTimes times;

    SettleWork(WorkQueue queue, Lanes lanes, AttemptTimes times) {
        this.times = times;
        this.done = new WriteTogether<>(queue::settle);
        this.lanes = lanes;
    }

    public void settle(@Variable("work") Work work) {
        // Its neighbour need not wait for our store
        lanes.answered(work.place());
        done.write(work);
        lanes.leave(work.place(), Outcome.WELL, "")
                .ifPresent(took -> times.held(work, work.age().plus(took)));
        log.info("Done {} {}", work.meaning(), work);
    }
}
