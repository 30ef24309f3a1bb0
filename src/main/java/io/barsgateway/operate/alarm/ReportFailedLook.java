package io.barsgateway.operate.alarm;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.fhir.fault.Cause;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports that a regular check failed. Its alarms stay as they are, and the next check comes at its usual time. */
@Component
public final class ReportFailedLook {

    private static final Logger log = LoggerFactory.getLogger(ReportFailedLook.class);

    private final StoreOutage outage;

    ReportFailedLook(StoreOutage outage) {
        this.outage = outage;
    }

    public void report(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        if (!outage.explains(failure)) {
            log.warn("A regular check failed; the next one runs at its usual time: {}", Cause.of(failure));
        }
    }
}
