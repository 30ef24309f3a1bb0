package io.barsgateway.send.partner;

import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The question what a target can do: its CapabilityStatement (guide, Content-Negotiation). */
@Component
public final class AddressMetadata {

    private final ProxyCalls calls;

    AddressMetadata(ProxyCalls calls) {
        this.calls = calls;
    }

    public ProxyCall address(@Variable("work") Work work) {
        return calls.ahead(work, "/metadata");
    }
}
