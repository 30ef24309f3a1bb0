package io.barsgateway.local;

import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.listener.RequestBinding;
import io.barsgateway.trust.keys.Certificates;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.netty.NettyConstants;
import org.springframework.stereotype.Component;

/** Takes address and certificate from the connection itself, and the bearer token from its header. */
@Component
public final class ReadLocalConnection {

    private static final String BEARER = "Bearer ";

    public LocalConnection read(Exchange exchange) {
        Message message = exchange.getMessage();
        InetSocketAddress remote = message.getHeader(NettyConstants.NETTY_REMOTE_ADDRESS, InetSocketAddress.class);
        ChannelHandlerContext channel =
                message.getHeader(NettyConstants.NETTY_CHANNEL_HANDLER_CONTEXT, ChannelHandlerContext.class);
        Peer peer = channel == null ? null : Peer.of(channel.channel());
        HttpRequest request = exchange.getProperty(RequestBinding.REQUEST, HttpRequest.class);
        String authorization = request.headers().get("Authorization");
        return new LocalConnection(
                remote == null ? "unknown" : remote.getAddress().getHostAddress(),
                peer == null || peer.chain().isEmpty()
                        ? ""
                        : Certificates.thumbprint(peer.chain().get(0)),
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length()).strip()
                        : "");
    }
}
