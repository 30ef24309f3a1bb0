package io.barsgateway.edge;

import io.barsgateway.edge.handshake.ConnectionGate;
import java.time.Duration;
import java.util.List;

/**
 * What one listener is held to.
 *
 * @param name for logs and thread names
 * @param names further DNS names that a Host may bear, and the setting that holds them
 * @param port 0 takes a free one
 * @param gate which addresses may connect
 * @param proxyProtocol whether each connection begins with a PROXY line
 * @param maxBody bytes of body; one more is answered 413
 * @param handshakeTimeout from TCP accept to the end of the TLS handshake
 * @param requestTimeout from the first byte of a request to its last
 * @param answerTimeout from the last byte of a request to its answer, else 408; zero for none
 * @param writeTimeout that a client may take to read an answer
 * @param recheck how often connected callers are judged again
 * @param idleTimeout of a connection between requests
 * @param workers requests processed at once
 * @param maxRequests processed or waiting at once; one more is answered 429
 * @param drainTimeout that requests in progress get when the listener stops
 */
public record ListenerSettings(
        String name,
        String host,
        Names names,
        int port,
        ConnectionGate gate,
        boolean proxyProtocol,
        int maxBody,
        Duration handshakeTimeout,
        Duration requestTimeout,
        Duration answerTimeout,
        Duration writeTimeout,
        Duration recheck,
        Duration idleTimeout,
        int workers,
        int maxRequests,
        Duration drainTimeout) {

    /**
     * Names by which requests may be addressed to a listener, beside those of its certificates.
     *
     * @param setting that holds them, for the operator
     * @param closed whether a request under another name is refused; where each caller has shown a certificate it need not be, since
     *     nobody can be made to call under a name that they do not know
     */
    public record Names(String setting, List<String> more, boolean closed) {

        public Names {
            more = List.copyOf(more);
        }
    }
}
