package io.barsgateway.local;

import io.barsgateway.audit.trace.Trace;

/**
 * What a connection of the local side shows of who is at its other end.
 *
 * @param thumbprint SHA-256 of the client certificate, hex; empty where none was shown
 * @param token bearer token; empty where none was sent
 * @param trace the span of the request
 */
public record LocalConnection(String address, String thumbprint, String token, Trace trace) {

    /** Never prints the token. */
    @Override
    public String toString() {
        return address;
    }
}
