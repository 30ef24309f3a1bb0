package io.barsgateway.answer;

import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The synchronous 200: the accepted Bundle in the format that was asked for, and both ids echoed. */
@Component
public final class AnswerMessage {

    public Answer answer(
            @Variable("request") Request request,
            @Variable("ids") Ids ids,
            @Variable("acceptance") Acceptance acceptance) {
        Format format = request.answerFormat();
        Map<String, String> echoes = Map.of("X-Request-Id", ids.requestId(), "X-Correlation-Id", ids.correlationId());
        return Answer.fhir(200, format, echoes, acceptance.answer().tree());
    }
}
