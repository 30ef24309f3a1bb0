package io.barsgateway.listener;

import java.time.Duration;

/**
 * What one listener is held to.
 *
 * @param name for logs and thread names
 * @param port 0 takes a free one
 * @param maxBody bytes of body; one more is answered 413
 * @param handshakeTimeout from TCP accept to the end of the TLS handshake
 * @param requestTimeout from the first byte of a request to its last
 * @param idleTimeout of a connection between requests
 * @param workers requests processed at once
 * @param drainTimeout that requests in progress get when the listener stops
 */
public record ListenerSettings(
        String name,
        String host,
        int port,
        int maxBody,
        Duration handshakeTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        int workers,
        Duration drainTimeout) {}
