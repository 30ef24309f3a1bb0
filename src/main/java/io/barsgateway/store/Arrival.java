package io.barsgateway.store;

import io.barsgateway.caller.Access;
import io.barsgateway.caller.Caller;
import io.barsgateway.inbound.Ids;
import io.barsgateway.tenant.Tenant;

/**
 * Whose request this is and whom it is for: what is recorded with everything that comes of it.
 *
 * @param sha256 of the body
 */
record Arrival(Ids ids, Caller caller, Access access, Tenant tenant, String sha256) {

    String service() {
        return tenant.id().toString();
    }

    /** Name and thumbprint. */
    String callerLabel() {
        return caller.name() + " sha256=" + caller.thumbprint();
    }
}
