package io.barsgateway.send.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.send.proxy.ProxyReply;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What a target answered to a question, handed on as it came: its status and its FHIR JSON. */
@Component
public final class AnswerQuestion {

    public Answer answer(@Variable("reply") ProxyReply reply) {
        return new Answer(reply.status(), Map.of("Content-Type", "application/fhir+json"), reply.body());
    }
}
