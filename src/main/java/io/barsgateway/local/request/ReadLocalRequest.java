package io.barsgateway.local.request;

import io.barsgateway.cases.LocalRequest;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Reads what tells a report from others: who reports, and the Idempotency-Key that its repeats keep; 400 without one. */
@Component
public final class ReadLocalRequest {

    static final String KEY = "Idempotency-Key";
    private static final int LONGEST = 200;

    public LocalRequest read(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        String key = request.header(KEY)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .orElseThrow(() -> new Objection(
                        400, KEY, "is missing: give each report a key of its own, and its repeats the same"));
        return new LocalRequest(
                caller.name(),
                key,
                request.body().hash(),
                connection.address(),
                "",
                "",
                connection.trace().parent());
    }
}
