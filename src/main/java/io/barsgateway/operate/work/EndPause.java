package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code POST /operator/services/resume}: ends the pause of a service before its time. */
@Component
public final class EndPause {

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/resume");
    private final ServicePauses pauses;
    private final OurServices services;

    EndPause(ServicePauses pauses, OurServices services) {
        this.pauses = pauses;
        this.services = services;
    }

    public Answer end(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        String service =
                services.named(body.path("service").asText(), caller).id().toString();
        if (!pauses.resume(service, OperatorRequest.actor(body, caller, connection))) {
            throw new Objection(409, "$.service", "is not paused");
        }
        return OperatorRequest.json(200, services.json(caller));
    }
}
