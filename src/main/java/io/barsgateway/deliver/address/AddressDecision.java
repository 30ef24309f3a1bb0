package io.barsgateway.deliver.address;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Where the local system of a service is asked to decide, from the settings of the service. */
@Component
public final class AddressDecision {

    private final DeliveryAddresses addresses;

    AddressDecision(DeliveryAddresses addresses) {
        this.addresses = addresses;
    }

    /** @throws Fault 503 where the settings name nobody any more */
    public Destination address(@Variable("tenant") Tenant tenant) {
        return addresses
                .decision(tenant)
                .orElseThrow(() -> new Fault(
                        FaultCode.UNAVAILABLE,
                        "The service cannot decide about the message at the moment; send it again"));
    }
}
