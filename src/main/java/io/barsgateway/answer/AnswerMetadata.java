package io.barsgateway.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fault.Format;
import io.barsgateway.fhir.Systems;
import io.barsgateway.inbound.Ids;
import io.barsgateway.inbound.Request;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * GET /metadata: the CapabilityStatement of what this gateway does now, no more: messages received and responses sent
 * (bars-protocol 6.1). Its version is that of BaRS Core.
 */
@Component
public final class AnswerMetadata {

    private static final String CORE = "1.5.0";
    private static final String PREFIX = Systems.DEFINITIONS + "bars-message-";
    private static final List<String> RECEIVED = List.of(
            "servicerequest-request-referral",
            "servicerequest-request-validation",
            "servicerequest-request-cancelled",
            "booking-request",
            "booking-request-cancelled");
    private static final List<String> SENT =
            List.of("servicerequest-response-validation-interim", "servicerequest-response-validation-full");

    public Answer answer(@Variable("request") Request request) {
        Format format = request.answerFormat();
        Map<String, String> echoes = Ids.echoes(request);
        return Answer.fhir(200, format, echoes, statement());
    }

    private ObjectNode statement() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("resourceType", "CapabilityStatement");
        statement
                .put("version", CORE)
                .put("status", "active")
                .put("date", "2026-11-22")
                .put("kind", "instance");
        statement.putObject("software").put("name", "BaRS Gateway");
        statement.putObject("implementation").put("description", "BaRS Receiver, and Sender of responses");
        statement.put("fhirVersion", "4.0.1");
        statement.putArray("format").add(Format.JSON.mediaType()).add(Format.XML.mediaType());
        ObjectNode rest = statement.putArray("rest").addObject();
        rest.put("mode", "server");
        rest.putObject("security")
                .putArray("service")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service")
                .put("code", "Certificates");
        rest.putArray("operation")
                .addObject()
                .put("name", "$process-message")
                .put("definition", "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message");
        ArrayNode messages = statement.putArray("messaging").addObject().putArray("supportedMessage");
        RECEIVED.forEach(name -> messages.addObject().put("mode", "receiver").put("definition", PREFIX + name));
        SENT.forEach(name -> messages.addObject().put("mode", "sender").put("definition", PREFIX + name));
        return statement;
    }
}
