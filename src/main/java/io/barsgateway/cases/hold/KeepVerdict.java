package io.barsgateway.cases.hold;

import io.barsgateway.fhir.fault.Fault;
import java.sql.SQLException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Ends a transaction that failed: a verdict on content is kept, so that a retry hears it again, unless the id was accepted before; after anything else nothing is, so
 * that a retry is tried afresh.
 */
@Component
public final class KeepVerdict {

    private static final Logger log = LoggerFactory.getLogger(KeepVerdict.class);

    private final Outcomes outcomes;

    KeepVerdict(Clock clock) {
        outcomes = new Outcomes(clock);
    }

    // Not @ExchangeException: that one walks down to the root cause, past our own Fault
    public void keep(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("transaction") @Nullable RequestTransaction transaction) {
        if (transaction == null || transaction.isOver()) {
            return;
        }
        try (transaction) {
            if (failure instanceof Fault fault && fault.code().isAboutContent() && !transaction.isRepeat()) {
                transaction.undo();
                outcomes.recordRefused(transaction, fault);
                transaction.commit();
            }
        } catch (SQLException | DataAccessException e) {
            // The caller still hears the verdict; a retry will come to the same one
            log.warn("A verdict could not be kept: {}", e.getClass().getSimpleName());
        }
    }
}
