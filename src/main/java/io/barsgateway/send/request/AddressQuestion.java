package io.barsgateway.send.request;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.ResourceId;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Where a question of a local system goes: {@code /services/TARGET/OPERATION…} on the local side becomes that operation at the
 * target, through the proxy, with the parameters as they came.
 */
@Component
public final class AddressQuestion {

    private static final Set<String> OPERATIONS =
            Set.of("metadata", "MessageDefinition", "Slot", "Appointment", "ServiceRequest");

    private final ProxyCalls calls;
    private final Tenants tenants;
    private final AuditTrail audit;
    private final Clock clock;

    AddressQuestion(ProxyCalls calls, Tenants tenants, AuditTrail audit, Clock clock) {
        this.calls = calls;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    public ProxyCall address(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        String[] path = request.path().split("/", -1);
        if (path.length < 4 || path.length > 5 || !OPERATIONS.contains(path[3])) {
            throw new Objection(404, "path", "is not /services/TARGET/ and one of " + OPERATIONS);
        }
        if (path.length == 5 && !ResourceId.isOne(path[4])) {
            throw new Objection(404, "path", "names no id that FHIR has");
        }
        ServiceId target = new ServiceId(Systems.SERVICE_ID, path[2]);
        if (tenants.of(target).isPresent() && !caller.mayActFor(target)) {
            // Its own gateway is no way round what another service here holds
            throw new Objection(404, "path", "names no service that you may ask");
        }
        audit.note(AuditEvent.of(clock.instant(), "question", "asked")
                .by(path[3], "")
                .from(caller.name(), connection.thumbprint(), connection.address())
                .about(target.toString(), "", "", ""));
        List<String> query = new ArrayList<>();
        request.query()
                .forEach((name, values) ->
                        values.forEach(value -> query.add(ProxyCalls.encoded(name) + "=" + ProxyCalls.encoded(value))));
        String suffix = "/" + path[3] + (path.length == 5 ? "/" + ProxyCalls.encoded(path[4]) : "")
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return calls.question(target, suffix, request.header("X-Correlation-Id").orElseGet(() -> UUID.randomUUID()
                .toString()));
    }
}
