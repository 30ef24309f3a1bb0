package io.barsgateway.deliver.address;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Where a message is handed on to, from the settings of its service. */
@Component
public final class AddressDelivery {

    private final DeliveryAddresses addresses;

    AddressDelivery(DeliveryAddresses addresses) {
        this.addresses = addresses;
    }

    public Destination address(@Variable("work") Work work) {
        return (work.fallback() ? addresses.fallback(work.service()) : addresses.of(work.service()))
                .orElseThrow(
                        () -> new TryAgain("neither a delivery URL nor a delivery route is set for " + work.service()));
    }
}
