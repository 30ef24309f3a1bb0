package io.barsgateway.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.acceptance.Acceptance;
import io.barsgateway.fault.Format;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.FhirXml;
import io.barsgateway.inbound.Ids;
import io.barsgateway.inbound.Request;
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
        return Answer.fhir(200, format, echoes, bytes(acceptance.answer().tree(), format));
    }

    static byte[] bytes(JsonNode resource, Format format) {
        return switch (format) {
            case JSON -> FhirJson.write(resource);
            case XML -> FhirXml.write(resource);
        };
    }
}
