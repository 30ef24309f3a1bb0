package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The synchronous 200 to a read, in the format asked for; who read what of which service, and whether they heard it, is in the audit. */
@Component
public final class AnswerRead {

    private final Clock clock;

    AnswerRead(Clock clock) {
        this.clock = clock;
    }

    public Answer answer(
            @Variable("connection") Connection connection,
            @Variable("caller") Caller caller,
            @Variable("request") Request request,
            @Variable("ids") Ids ids,
            @Variable("tenant") Tenant tenant,
            @Variable("accessHeaders") AccessHeaders accessHeaders,
            @Variable("resource") ObjectNode resource) {
        String type = request.path().split("/", -1)[1];
        connection
                .answerTime()
                .heard()
                .tellBy(AuditEvent.of(clock.instant(), "read", "answered")
                        .by(type, "organisation=" + accessHeaders.organisation().replaceAll("[^A-Za-z0-9-]", "?"))
                        .from(
                                caller.name(),
                                caller.thumbprint(),
                                connection.address().getHostAddress())
                        .about(
                                tenant.id().toString(),
                                ids.requestId(),
                                ids.correlationId(),
                                new Original(FhirJson.write(resource)).hash()));
        return Answer.fhir(
                200,
                request.answerFormat(),
                Map.of("X-Request-Id", ids.requestId(), "X-Correlation-Id", ids.correlationId()),
                resource);
    }
}
