package io.barsgateway.cases.hold;

import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.tenant.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /** The advisory lock that one attempt of a request has while it commits. */
    long lock() {
        String key = String.join("|", requestId(), organisation(), service());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
