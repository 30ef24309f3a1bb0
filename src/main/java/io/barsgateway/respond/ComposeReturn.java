package io.barsgateway.respond;

import io.barsgateway.outbox.Work;
import io.barsgateway.respond.Outcome.Kind;
import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What the Requester hears of a request that could not be delivered in time: it is rejected, for a reason that has no code. */
@Component
public final class ComposeReturn {

    private static final String OTHER = "OTH";
    private static final String REASON =
            "The service's own system could not be reached in time, so nobody there has seen this"
                    + " request. Nothing has been done for the patient; please arrange their care another way.";

    public Outcome compose(@Variable("work") Work work) {
        return new Outcome(
                work.reference(),
                null,
                Kind.REJECTED,
                null,
                REASON,
                null,
                null,
                null,
                null,
                null,
                OTHER,
                null,
                List.of());
    }
}
