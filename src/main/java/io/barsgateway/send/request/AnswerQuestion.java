package io.barsgateway.send.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.fhir.Original;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a target answered to a question, handed on as it came: its status and its FHIR JSON. */
@Component
public final class AnswerQuestion {

    public Answer answer(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Body byte @Nullable [] body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/fhir+json"),
                new Original(body == null ? new byte[0] : body));
    }
}
