package io.barsgateway.receive;

import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.listener.AnswerTime;
import io.barsgateway.edge.listener.RequestBinding;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.netty.NettyConstants;
import org.apache.camel.support.SynchronizationAdapter;
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
        ChannelHandlerContext channel = exchange.getMessage()
                .getHeader(NettyConstants.NETTY_CHANNEL_HANDLER_CONTEXT, ChannelHandlerContext.class);
        Peer peer = channel == null ? null : Peer.of(channel.channel());
        if (peer == null || (required && peer.chain().isEmpty())) {
            throw new Fault(FaultCode.FORBIDDEN, "Forbidden");
        }
        HttpRequest request = exchange.getProperty(RequestBinding.REQUEST, HttpRequest.class);
        AnswerTime time = AnswerTime.of(channel.channel());
        exchange.setProperty(RequestBinding.ANSWER_TIME, time);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                time.over();
            }
        });
        return new Connection(
                peer,
                ForwardedFor.caller(peer.address(), request.headers().getAll("X-Forwarded-For"), addresses.proxies()),
                time);
    }
}
