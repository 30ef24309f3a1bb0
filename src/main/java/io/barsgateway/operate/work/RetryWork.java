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

/** {@code POST /operator/work/retry}: has work tried again at once, one piece or many; with {@code dryRun} it says what would be. */
@Component
public final class RetryWork {

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/retry");
    private final HandledWork work;

    RetryWork(HandledWork work) {
        this.work = work;
    }

    public Answer retry(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        OperatorRequest asked = OperatorRequest.of(body, caller);
        return asked.answer(work.retry(
                asked.wanted(),
                asked.ids(),
                OperatorRequest.actor(body, caller, connection),
                body.path("dryRun").asBoolean()));
    }
}
