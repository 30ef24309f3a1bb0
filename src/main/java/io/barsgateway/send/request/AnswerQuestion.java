package io.barsgateway.send.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.local.request.QuestionAlarm;
import io.barsgateway.send.proxy.ProxyReply;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What a target answered to a question, handed on as it came: its status and its FHIR JSON. */
@Component
public final class AnswerQuestion {

    private final QuestionAlarm alarm;

    AnswerQuestion(QuestionAlarm alarm) {
        this.alarm = alarm;
    }

    public Answer answer(@Variable("reply") ProxyReply reply) {
        alarm.answered();
        return new Answer(reply.status(), Map.of("Content-Type", "application/fhir+json"), reply.body());
    }
}
