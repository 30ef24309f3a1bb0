package io.barsgateway.cases.hold;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.fhir.fault.Fault;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the refusal of a message for its content, so that a retry is refused in the same words. After any other failure it keeps nothing,
 * so that a retry is processed afresh.
 */
@Component
public final class KeepVerdict {

    private static final Logger log = LoggerFactory.getLogger(KeepVerdict.class);

    private final Outcomes outcomes;
    private final StoreOutage outage;

    KeepVerdict(Outcomes outcomes, StoreOutage outage) {
        this.outage = outage;
        this.outcomes = outcomes;
    }

    // Not @ExchangeException: that one walks down to the root cause, past our own Fault
    public void keep(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("attempt") @Nullable Attempt attempt) {
        if (attempt == null
                || !(failure instanceof Fault fault)
                || !fault.code().isAboutContent()) {
            return;
        }
        try {
            outcomes.recordRefused(attempt, fault);
        } catch (DataAccessException | TransactionException e) {
            // The caller still hears the refusal; a retry will be refused in the same way
            if (!outage.explains(e)) {
                log.warn(
                        "A refusal could not be kept for the retries of its request: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
