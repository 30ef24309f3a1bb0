package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.local.AuditedWords;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.outbox.duty.HandledWork;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code POST /operator/work/done}: a person handled it in another way, and says why and whom they told; with {@code dryRun} it says what would be. */
@Component
public final class EndWork {

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/done");
    private final HandledWork work;

    EndWork(HandledWork work) {
        this.work = work;
    }

    public Answer end(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        OperatorRequest asked = OperatorRequest.of(body, caller);
        String spokeTo = body.path("spokeTo").asText();
        AuditedWords.refusePatients("$.spokeTo", spokeTo);
        return asked.answer(work.end(
                asked.wanted(),
                asked.ids(),
                OperatorRequest.actor(body, caller, connection),
                spokeTo,
                body.path("dryRun").asBoolean()));
    }
}
