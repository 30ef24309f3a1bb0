package io.barsgateway.send.request;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.fhir.ResourceId;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.NamedServices;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Where a question of a local system goes: {@code /services/TARGET/OPERATION…} on the local side becomes that operation at the
 * target, through the proxy, with the parameters as they came. TARGET is {@code system|value}, escaped, or the bare value.
 */
@Component
public final class AddressQuestion {

    private static final List<String> OPERATIONS =
            List.of("metadata", "MessageDefinition", "Slot", "Appointment", "ServiceRequest");

    /** The system of a service id is a URL, and has slashes of its own. */
    private static final Pattern PATH =
            Pattern.compile("/services/([^/|]+|[^|]+\\|[^/|]+)/(" + String.join("|", OPERATIONS) + ")(?:/([^/]*))?");

    private final ProxyCalls calls;
    private final Tenants tenants;
    private final NamedServices services;
    private final AuditTrail audit;
    private final Clock clock;

    AddressQuestion(ProxyCalls calls, Tenants tenants, NamedServices services, AuditTrail audit, Clock clock) {
        this.calls = calls;
        this.tenants = tenants;
        this.services = services;
        this.audit = audit;
        this.clock = clock;
    }

    public ProxyCall address(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new Objection(
                    404, "path", "is not /services/TARGET/ (an id, or system|value escaped) and one of " + OPERATIONS);
        }
        if (path.group(3) != null && !ResourceId.isOne(path.group(3))) {
            throw new Objection(404, "path", "names no id that FHIR has");
        }
        ServiceId target = services.of(path.group(1));
        String operation = path.group(2);
        if (tenants.of(target).isPresent() && !caller.mayActFor(target)) {
            // Its own gateway is no way round what another service here holds
            throw new Objection(404, "path", "names no service that you may ask");
        }
        audit.note(AuditEvent.of(clock.instant(), "question", "asked")
                .by(operation, "")
                .from(caller.name(), connection.thumbprint(), connection.address())
                .about(target.toString(), "", "", ""));
        List<String> query = new ArrayList<>();
        request.query()
                .forEach((name, values) ->
                        values.forEach(value -> query.add(ProxyCalls.encoded(name) + "=" + ProxyCalls.encoded(value))));
        String suffix = "/" + operation + (path.group(3) == null ? "" : "/" + ProxyCalls.encoded(path.group(3)))
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return calls.question(target, suffix, Conversation.of(request).orElseGet(() -> UUID.randomUUID()
                .toString()));
    }
}
