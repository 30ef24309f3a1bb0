package io.barsgateway.operate.health;

import io.barsgateway.answer.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** For whoever restarts processes: 200 while this one works, 503 where a restart would mend it. */
@Component
public final class AnswerLive {

    private static final Logger log = LoggerFactory.getLogger(AnswerLive.class);

    private final Liveness liveness;

    AnswerLive(Liveness liveness) {
        this.liveness = liveness;
    }

    public Answer answer() {
        return liveness.fault()
                .map(fault -> {
                    log.error("This process must be restarted: {}", fault);
                    return Answer.json(503, "{\"live\":false}");
                })
                .orElseGet(() -> Answer.json(200, "{\"live\":true}"));
    }
}
