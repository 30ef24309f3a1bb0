package io.barsgateway.send.request;

import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.Address;
import io.barsgateway.send.proxy.ProxyAddresses;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Where a target is asked what it can do and what it holds, under ids of its own (bars-workflows 2.2). */
@Component
public final class AddressPreamble {

    private final ProxyAddresses addresses;

    AddressPreamble(ProxyAddresses addresses) {
        this.addresses = addresses;
    }

    public Address address(@Variable("work") Work work) {
        return addresses.at(work.counterpart(), "", UUID.randomUUID().toString());
    }
}
