package io.barsgateway.respond;

import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.LocalRequest;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.queue.ReturnedWork;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds the rejection of a request that is returned, in one commit with the end of its delivery: where that may have begun again, or
 * more has come in the case, nothing is held. A return counts as a report that the gateway itself makes.
 */
@Component
public final class HoldReturn {

    private static final Logger log = LoggerFactory.getLogger(HoldReturn.class);
    private static final String GATEWAY = "gateway";

    private final CaseFile cases;
    private final ReturnedWork returned;
    private final TransactionOperations transactions;

    HoldReturn(CaseFile cases, ReturnedWork returned, TransactionOperations transactions) {
        this.cases = cases;
        this.returned = returned;
        this.transactions = transactions;
    }

    public void hold(
            @Variable("work") Work work,
            @Variable("case") HeldCase held,
            @Variable("composed") ComposedResponse composed) {
        LocalRequest report = new LocalRequest(
                GATEWAY,
                "return-" + work.messageId(),
                "",
                GATEWAY,
                "on-undeliverable",
                "return before it is due",
                work.trace());
        transactions.executeWithoutResult(transaction -> {
            if (!returned.commitReturn(work)
                    || !cases.hold(
                            held, composed.after(), composed.encounterStatus(), composed.message(), report, "")) {
                throw new TryAgain("it may be on its way again, or more has come in its case");
            }
        });
        log.info("Held the rejection of a request that is not delivered in time {}", work);
    }
}
