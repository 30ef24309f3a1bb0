package io.barsgateway.receive;

import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.edge.request.TimedRequest;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes the peer's address and certificates from the connection itself, never from anything the caller wrote. */
@Component
public final class ReadConnection {

    private final AllowedAddresses addresses;
    private final boolean required;

    ReadConnection(AllowedAddresses callerAddresses, InboundProperties inbound) {
        required = inbound.clientCertificate() == InboundProperties.ClientCertificate.REQUIRED;
        addresses = callerAddresses;
    }

    public Connection read(Exchange exchange) {
        TimedRequest request = RequestBinding.requestOf(exchange);
        Peer peer = request.peer();
        if (required && peer.chain().isEmpty()) {
            throw new Fault(FaultCode.FORBIDDEN, "Forbidden");
        }
        return new Connection(
                peer,
                ForwardedFor.caller(peer.address(), request.headers().getAll("X-Forwarded-For"), addresses.proxies()),
                request.answerTime());
    }
}
