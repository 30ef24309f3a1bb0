package io.barsgateway.cases.hold;

import io.barsgateway.audit.trace.Trace;
import io.barsgateway.cases.accept.StableIds;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Tenant;
import java.util.Locale;

/**
 * One attempt with a message: whose it is and whom it is for. X-Request-Id, organisation and service together say which attempts
 * are of one request.
 *
 * @param sha256 of the body
 */
public record Attempt(
        Connection connection, Ids ids, Caller caller, AccessHeaders accessHeaders, Tenant tenant, String sha256) {

    /** Where the request came from. */
    String address() {
        return connection.address().getHostAddress();
    }

    /** The span of the request. */
    Trace trace() {
        return connection.answerTime().heard().trace();
    }

    /** As it is stored: a UUID is the same in capitals and in small letters. */
    String requestId() {
        return ids.requestId().toLowerCase(Locale.ROOT);
    }

    String organisation() {
        return accessHeaders.organisation();
    }

    String service() {
        return tenant.id().toString();
    }

    /** Name and thumbprint. */
    String callerLabel() {
        return caller.name() + " sha256=" + caller.thumbprint();
    }

    /** Under which its message, its case and its question are known, in every attempt. */
    StableIds stableIds() {
        return new StableIds(requestId(), organisation(), service());
    }

    /** The advisory lock that one attempt of a request has while it commits. */
    long lock() {
        return stableIds().message().getMostSignificantBits();
    }
}
