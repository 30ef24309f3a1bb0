package io.barsgateway.deliver;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.queue.ReturnedWork;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A request whose return failed is delivered on, as if there were no returns. */
@Component
public final class GiveUpReturn {

    private static final Logger log = LoggerFactory.getLogger(GiveUpReturn.class);
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final ReturnedWork returned;
    private final StoreOutage outage;

    GiveUpReturn(ReturnedWork returned, StoreOutage outage) {
        this.returned = returned;
        this.outage = outage;
    }

    public void giveUp(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure, @Variable("work") @Nullable Work work) {
        if (outage.explains(failure)) {
            // What was begun is delivered on once its lease has lapsed
            return;
        }
        if (work == null) {
            log.warn("Requests to return could not be looked for: {}", Cause.of(failure));
            return;
        }
        returned.giveUpReturn(work, WAIT);
        log.warn("The request is not returned, its delivery continues {}: {}", work, Cause.of(failure));
    }
}
