package io.barsgateway.answer;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.edge.request.HeardAnswer;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names the caller, the service and the ids of a request, for the audit row and the trace of its answer. */
@Component
public final class NameAnswer {

    private final Clock clock;

    NameAnswer(Clock clock) {
        this.clock = clock;
    }

    public void name(
            @Variable("connection") Connection connection,
            @Variable("caller") Caller caller,
            @Variable("request") Request request,
            @Variable("tenant") @Nullable Tenant tenant) {
        Map<String, String> ids = Ids.echoes(request);
        HeardAnswer heard = connection.answerTime().heard();
        heard.trace().with(TraceField.SERVICE, tenant == null ? "" : tenant.id().toString());
        heard.name(AuditEvent.of(clock.instant(), "answer", "")
                .from(caller.name(), caller.thumbprint(), connection.address().getHostAddress())
                .about(
                        tenant == null ? "" : tenant.id().toString(),
                        ids.getOrDefault("X-Request-Id", ""),
                        ids.getOrDefault("X-Correlation-Id", ""),
                        ""));
    }
}
