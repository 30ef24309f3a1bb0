package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Choice;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Both ids are there and are UUIDs, or the request is refused: without them nothing can be done exactly once. */
@Component
public final class CheckIds {

    private static final Pattern VALIDATION = Pattern.compile("\"validation\"");

    private final Tenants tenants;

    CheckIds(Tenants tenants) {
        this.tenants = tenants;
    }

    public Ids check(@Variable("request") Request request) {
        return new Ids(uuid(request, "X-Request-Id"), uuid(request, "X-Correlation-Id"));
    }

    private String uuid(Request request, String header) {
        String id = request.header(header)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Fault(FaultCode.REQUIRED, header + " is missing"));
        if (!Ids.isUuid(id)) {
            throw new Fault(malformed(request), header + " is not a UUID");
        }
        return id;
    }

    /** The assurance tool wants another issue type where the message is a validation request. */
    private FaultCode malformed(Request request) {
        boolean invariant = readsAsTheTool(request)
                && VALIDATION
                        .matcher(new String(request.body().bytes(), StandardCharsets.UTF_8))
                        .find();
        return invariant ? FaultCode.INVARIANT : FaultCode.VALUE;
    }

    private boolean readsAsTheTool(Request request) {
        try {
            return tenants.of(TargetIdentifier.of(request))
                    .filter(tenant -> tenant.reads(Choice.MALFORMED_ID_IS_INVARIANT))
                    .isPresent();
        } catch (Fault unreadable) {
            // For whom it is will be judged in its turn
            return false;
        }
    }
}
