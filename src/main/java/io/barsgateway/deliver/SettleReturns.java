package io.barsgateway.deliver;

import io.barsgateway.outbox.queue.ReturnedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends each returned request that its Requester has confirmed; a return that a killed gateway left half done becomes a delivery again. */
@Component
public final class SettleReturns {

    private static final Logger log = LoggerFactory.getLogger(SettleReturns.class);

    private final ReturnedWork returned;

    SettleReturns(ReturnedWork returned) {
        this.returned = returned;
    }

    public void settle() {
        returned.settleReturns()
                .forEach(reference ->
                        log.warn("The Requester has confirmed the returned request: reference={}", reference));
        returned.resumeReturns();
    }
}
