package io.barsgateway.cases.hold;

import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.tenant.Tenant;

/**
 * Whose request this is and whom it is for: what is recorded with everything that comes of it.
 *
 * @param sha256 of the body
 */
record RequestDetails(
        Connection connection, Ids ids, Caller caller, AccessHeaders accessHeaders, Tenant tenant, String sha256) {

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
