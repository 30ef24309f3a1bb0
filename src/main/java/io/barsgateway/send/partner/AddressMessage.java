package io.barsgateway.send.partner;

import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Addresses a message to the service that its case is with, in the version that both have. */
@Component
public final class AddressMessage {

    private final ProxyCalls calls;

    AddressMessage(ProxyCalls calls) {
        this.calls = calls;
    }

    public ProxyCall address(@Variable("work") Work work, @Variable("target") @Nullable Target known) {
        return calls.message(work, known == null ? null : known.coreVersion());
    }
}
