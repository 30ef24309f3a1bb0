package io.barsgateway.inbound;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Both ids are there and are UUIDs, or the request is refused: without them nothing can be done exactly once. */
@Component
public final class CheckIds {

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    public Ids check(@Variable("request") Request request) {
        return new Ids(uuid(request, "X-Request-Id"), uuid(request, "X-Correlation-Id"));
    }

    /** The id where it is well-formed; what an error answer may echo. */
    public static Optional<String> echo(Request request, String header) {
        try {
            return request.header(header).filter(id -> UUID.matcher(id).matches());
        } catch (Fault ambiguous) {
            return Optional.empty();
        }
    }

    private static String uuid(Request request, String header) {
        String id = request.header(header)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Fault(FaultCode.REQUIRED, header + " is missing"));
        if (!UUID.matcher(id).matches()) {
            throw new Fault(FaultCode.VALUE, header + " is not a UUID");
        }
        return id;
    }
}
