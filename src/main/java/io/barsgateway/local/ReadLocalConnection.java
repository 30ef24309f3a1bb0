package io.barsgateway.local;

import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.edge.request.TimedRequest;
import io.barsgateway.trust.keys.Certificates;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes address and certificate from the connection itself, the bearer token from its header, and the span of the request. */
@Component
public final class ReadLocalConnection {

    private static final String BEARER = "Bearer ";

    public LocalConnection read(Exchange exchange) {
        TimedRequest request = RequestBinding.requestOf(exchange);
        Peer peer = request.peer();
        return new LocalConnection(
                peer.address().getHostAddress(),
                peer.chain().isEmpty()
                        ? ""
                        : Certificates.thumbprint(peer.chain().get(0)),
                token(request.headers().getAll("Authorization")),
                request.answerTime().heard().trace());
    }

    /** Of one header with the scheme Bearer, in any case (RFC 9110 11.1); of two nobody can tell which is meant. */
    private static String token(List<String> authorizations) {
        return authorizations.size() == 1 && authorizations.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorizations.get(0).substring(BEARER.length()).strip()
                : "";
    }
}
