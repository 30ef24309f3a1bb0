package io.barsgateway.cases.hold;

import io.barsgateway.receive.service.Choice;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * A repeat of what was accepted before is 409 duplicate here, where its service judges content first
 * (docs/conformance.md, content-before-duplicate); elsewhere BeginRequest has said so already.
 */
@Component
public final class RefuseRepeat {

    private final Outcomes outcomes;
    private final Repeats repeats;

    RefuseRepeat(Outcomes outcomes, Repeats repeats) {
        this.outcomes = outcomes;
        this.repeats = repeats;
    }

    public void refuse(@Variable("attempt") Attempt attempt) {
        if (attempt.tenant().reads(Choice.CONTENT_BEFORE_DUPLICATE)) {
            outcomes.of(attempt).ifPresent(earlier -> {
                throw repeats.of(attempt, earlier);
            });
        }
    }
}
