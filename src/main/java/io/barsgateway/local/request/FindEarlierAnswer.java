package io.barsgateway.local.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.LocalRequest;
import io.barsgateway.local.Objection;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks in the store for what an earlier report under the same Idempotency-Key was answered, so that a repeat hears it again
 * and nothing is composed twice; null for a new localRequest. The same key with another body is a mistake of the local system, 409.
 */
@Component
public final class FindEarlierAnswer {

    private final CaseFile cases;

    FindEarlierAnswer(CaseFile cases) {
        this.cases = cases;
    }

    public @Nullable Answer find(@Variable("localRequest") LocalRequest localRequest) {
        Optional<LocalRequest.Answered> earlier = cases.earlier(localRequest);
        if (earlier.isEmpty()) {
            return null;
        }
        if (!earlier.get().sha256().equals(localRequest.sha256())) {
            throw new Objection(409, ReadLocalRequest.KEY, "was used before with another body");
        }
        return Answer.json(202, earlier.get().answer());
    }
}
