package io.barsgateway.respond;

import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The case of a request that is returned, where it is still open. */
@Component
public final class FindReturnedCase {

    private final CaseFile cases;

    FindReturnedCase(CaseFile cases) {
        this.cases = cases;
    }

    public HeldCase find(@Variable("work") Work work) {
        return cases.byReference(work.reference())
                .filter(held -> held.state().status() == Status.OPEN)
                .orElseThrow(() -> new TryAgain("its case is not open any more"));
    }
}
