package io.barsgateway.operate;

import io.barsgateway.fhir.fault.Cause;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says that a regular look at what is overdue failed. Its alarms stay as they are, and the next look comes in its time. */
@Component
public final class ReportFailedLook {

    private static final Logger log = LoggerFactory.getLogger(ReportFailedLook.class);

    public void report(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        log.warn("What is overdue could not be looked for; the next look comes in its time: {}", Cause.of(failure));
    }
}
