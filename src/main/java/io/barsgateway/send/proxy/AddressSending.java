package io.barsgateway.send.proxy;

import io.barsgateway.outbox.Work;
import io.barsgateway.send.partner.Target;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Addresses a message to the service that its case is with. */
@Component
public final class AddressSending {

    private final ProxyAddresses addresses;

    AddressSending(ProxyAddresses addresses) {
        this.addresses = addresses;
    }

    public Address address(@Variable("work") Work work, @Variable("target") @Nullable Target known) {
        return addresses.at(work.counterpart(), "/$process-message", work.correlationId(), known);
    }
}
