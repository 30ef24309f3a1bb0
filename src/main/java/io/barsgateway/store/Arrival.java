package io.barsgateway.store;

import io.barsgateway.caller.Access;
import io.barsgateway.caller.Caller;
import io.barsgateway.inbound.Connection;
import io.barsgateway.inbound.Ids;
import io.barsgateway.tenant.Tenant;

/**
 * Whose request this is and whom it is for: what is recorded with everything that comes of it.
 *
 * @param sha256 of the body
 */
record Arrival(Connection connection, Ids ids, Caller caller, Access access, Tenant tenant, String sha256) {

    /** Where the request came from. */
    String address() {
        return connection.address().getHostAddress();
    }

    String service() {
        return tenant.id().toString();
    }

    /** Name and thumbprint. */
    String callerLabel() {
        return caller.name() + " sha256=" + caller.thumbprint();
    }
}
