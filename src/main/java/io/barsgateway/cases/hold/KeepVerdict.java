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
 * Keeps a verdict on content, so that a retry hears it again; after anything else nothing is kept, so that a retry is tried
 * afresh.
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
            // The caller still hears the verdict; a retry will come to the same one
            if (!outage.explains(e)) {
                log.warn("A verdict could not be kept: {}", e.getClass().getSimpleName());
            }
        }
    }
}
