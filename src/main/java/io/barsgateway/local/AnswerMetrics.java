package io.barsgateway.local;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.EventCounts;
import org.springframework.stereotype.Component;

/** What has been done, by event, outcome and service, for a monitor that collects it. */
@Component
public final class AnswerMetrics {

    private final EventCounts activity;

    AnswerMetrics(EventCounts activity) {
        this.activity = activity;
    }

    public Answer answer() {
        return Answer.text(200, activity.text());
    }
}
