package io.barsgateway.answer;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a refused request in the audit: who, for whom, by which rule, and what they heard. A refused caller is there already. */
@Component
public final class AuditRefusal {

    private final Clock clock;

    AuditRefusal(Clock clock) {
        this.clock = clock;
    }

    public void audit(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("connection") @Nullable Connection connection,
            @Variable("caller") @Nullable Caller caller,
            @Variable("request") @Nullable Request request,
            @Variable("tenant") @Nullable Tenant tenant) {
        FaultCode code = failure instanceof Fault fault ? fault.code() : FaultCode.SERVER_ERROR;
        if (code == FaultCode.FORBIDDEN || connection == null || caller == null) {
            return;
        }
        Map<String, String> ids = request == null ? Map.of() : Ids.echoes(request);
        connection
                .answerTime()
                .heard()
                .tellBy(AuditEvent.of(clock.instant(), "request", code.status() < 500 ? "refused" : "failed")
                        .by(code.status() + " " + code.issueType(), why(failure))
                        .from(
                                caller.name(),
                                caller.thumbprint(),
                                connection.address().getHostAddress())
                        .about(
                                tenant == null ? "" : tenant.id().toString(),
                                ids.getOrDefault("X-Request-Id", ""),
                                ids.getOrDefault("X-Correlation-Id", ""),
                                request == null ? "" : request.body().hash()));
    }

    /** Only what names nothing of the message. */
    private static String why(Throwable failure) {
        return failure instanceof Fault fault && fault.diagnostics().contains(Tenants.NOT_SERVED)
                ? Tenants.NOT_SERVED
                : "";
    }
}
