package io.barsgateway.outbox.queue;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Validation requests that cannot be delivered in time and are given back to their Requesters. */
@Component
public final class ReturnedWork {

    private final WorkRows rows;

    ReturnedWork(WorkRows rows) {
        this.rows = rows;
    }

    /**
     * Stops the delivery of one validation request that is due within that time, has waited for half of its time and for 30 s, and
     * cannot have arrived, where it is all that its case holds.
     *
     * @param service that returns such requests
     */
    public Optional<Work> claimReturn(ServiceId service, Duration before, Duration lease) {
        return rows.claimReturn(service, before, lease);
    }

    /**
     * Ends the lease of a return for good, in the transaction that holds its rejection; false where the lease has lapsed, so that the
     * request may be on its way again, or where more has come in its case.
     */
    public boolean commitReturn(Work work) {
        return rows.commitReturn(work);
    }

    /** Its return failed: it is delivered on, and returned at the earliest after that wait. */
    public void giveUpReturn(Work work, Duration wait) {
        rows.giveUpReturn(work, wait);
    }

    /** What a gateway began to return and did not, since it was killed, is delivered on. */
    public void resumeReturns() {
        rows.resumeReturns();
    }

    /** Ends each returned request that its Requester has confirmed, and returns their references. */
    public List<String> settleReturns() {
        return rows.settleReturns();
    }
}
