package io.barsgateway.inbound;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Both ids are there and are UUIDs, or the request is refused: without them nothing can be done exactly once. */
@Component
public final class CheckIds {

    public Ids check(@Variable("request") Request request) {
        return new Ids(uuid(request, "X-Request-Id"), uuid(request, "X-Correlation-Id"));
    }

    private static String uuid(Request request, String header) {
        String id = request.header(header)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Fault(FaultCode.REQUIRED, header + " is missing"));
        if (!Ids.isUuid(id)) {
            throw new Fault(FaultCode.VALUE, header + " is not a UUID");
        }
        return id;
    }
}
