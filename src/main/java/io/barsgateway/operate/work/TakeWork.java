package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.outbox.duty.HandledWork;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code POST /operator/work/take}: makes whoever asks the one who looks after it. */
@Component
public final class TakeWork {

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/take");
    private final HandledWork work;

    TakeWork(HandledWork work) {
        this.work = work;
    }

    public Answer take(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        OperatorRequest asked = OperatorRequest.of(body, caller);
        return asked.answer(work.take(
                asked.wanted(),
                asked.ids(),
                OperatorRequest.actor(body, caller, connection),
                body.path("over").asBoolean()));
    }
}
