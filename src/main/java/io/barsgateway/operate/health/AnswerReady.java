package io.barsgateway.operate.health;

import io.barsgateway.answer.Answer;
import org.springframework.stereotype.Component;

/** For whoever sends callers here: 200 while messages can be taken in, else 503. ReportHealth says why. */
@Component
public final class AnswerReady {

    private final Readiness readiness;

    AnswerReady(Readiness readiness) {
        this.readiness = readiness;
    }

    public Answer answer() {
        return readiness.isReady() ? Answer.json(200, "{\"ready\":true}") : Answer.json(503, "{\"ready\":false}");
    }
}
