package io.barsgateway.caller;

import io.barsgateway.inbound.Connection;
import io.barsgateway.pki.AddressRanges;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Validates the caller's IP address against the list that the listener filters by, so that no other door can skip it. */
@Component
public final class CheckAddress {

    private final AddressRanges allowed;

    CheckAddress(AddressRanges callerAddresses) {
        allowed = callerAddresses;
    }

    public void check(@Variable("connection") Connection connection) {
        if (!allowed.contains(connection.address())) {
            throw Refusal.of(connection, "the address is not in bars.caller.addresses");
        }
    }
}
