package io.barsgateway.local;

import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.listener.RequestBinding;
import io.barsgateway.edge.listener.TimedRequest;
import io.barsgateway.trust.keys.Certificates;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes address and certificate from the connection itself, and the bearer token from its header. */
@Component
public final class ReadLocalConnection {

    private static final String BEARER = "Bearer ";

    public LocalConnection read(Exchange exchange) {
        TimedRequest request = RequestBinding.requestOf(exchange);
        Peer peer = request.peer();
        String authorization = request.headers().get("Authorization");
        return new LocalConnection(
                peer.address().getHostAddress(),
                peer.chain().isEmpty()
                        ? ""
                        : Certificates.thumbprint(peer.chain().get(0)),
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length()).strip()
                        : "");
    }
}
