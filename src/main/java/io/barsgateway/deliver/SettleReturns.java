package io.barsgateway.deliver;

import io.barsgateway.outbox.ReturnedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends what was returned once its Requester has confirmed that; what a killed gateway began to return is delivered on. */
@Component
public final class SettleReturns {

    private static final Logger log = LoggerFactory.getLogger(SettleReturns.class);

    private final ReturnedWork returned;

    SettleReturns(ReturnedWork returned) {
        this.returned = returned;
    }

    public void settle() {
        returned.settleReturns()
                .forEach(reference -> log.warn("Returned, its Requester has confirmed that: reference={}", reference));
        returned.resumeReturns();
    }
}
