package io.barsgateway.send.request;

import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.LocalRead;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.Application;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Where a question of a local system goes: {@code /services/TARGET/OPERATION…} on the local side becomes that operation at the
 * target, through the proxy, with the parameters as they came.
 */
@Component
public final class AddressQuestion {

    private final ProxyCalls calls;
    private final Tenants tenants;
    private final Application application;

    AddressQuestion(ProxyCalls calls, Tenants tenants, Application application) {
        this.calls = calls;
        this.tenants = tenants;
        this.application = application;
    }

    public ProxyCall address(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("read") LocalRead read) {
        if (!read.id().isEmpty() && !ResourceId.isOne(read.id())) {
            throw new Objection(404, "path", "names an id that FHIR does not allow");
        }
        ServiceId target = Objects.requireNonNull(read.target(), "a question has a target");
        if (tenants.of(target).isPresent() && !caller.mayActFor(target)) {
            // Its own gateway is no way round what another service here holds
            throw new Objection(404, "path", "names no service that you may ask");
        }
        if (!application.missing().isEmpty()) {
            throw new Objection(
                    503,
                    "path",
                    "this gateway is not set up to ask others: " + String.join(", ", application.missing())
                            + " must be set");
        }
        List<String> query = new ArrayList<>();
        request.query()
                .forEach((name, values) ->
                        values.forEach(value -> query.add(ProxyCalls.encoded(name) + "=" + ProxyCalls.encoded(value))));
        String suffix = "/" + read.operation() + (read.id().isEmpty() ? "" : "/" + ProxyCalls.encoded(read.id()))
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return calls.question(target, suffix, Conversation.of(request).orElseGet(() -> UUID.randomUUID()
                .toString()));
    }
}
