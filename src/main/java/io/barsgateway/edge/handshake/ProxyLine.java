package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Takes the caller's address from the PROXY line, v1 or v2, that must precede TLS; without one the connection ends. */
public final class ProxyLine extends ChannelInboundHandlerAdapter {

    private final AddressFilter filter;
    private final Duration patience;
    private boolean told;
    private boolean over;

    /** @param patience after which a connection without its line ends */
    public ProxyLine(AddressFilter filter, Duration patience) {
        this.filter = filter;
        this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (told) {
            super.channelRead(ctx, part);
            return;
        }
        if (!(part instanceof HAProxyMessage line)) {
            ReferenceCountUtil.release(part);
            refuse(ctx, "no PROXY line came");
            return;
        }
        try {
            String source = line.sourceAddress();
            if (source == null || !AddressRanges.isAddress(source)) {
                refuse(ctx, "the PROXY line names no address");
            } else if (filter.admit(ctx, InetAddress.getByName(source))) {
                told = true;
                ctx.fireChannelActive();
            }
        } catch (UnknownHostException e) {
            refuse(ctx, "the PROXY line names no address");
        } finally {
            line.release();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // TLS begins once the line is there
        ctx.executor()
                .schedule(
                        () -> {
                            if (!told && ctx.channel().isActive()) {
                                refuse(ctx, "no PROXY line came in time");
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) throws Exception {
        if (told) {
            super.exceptionCaught(ctx, failure);
        } else {
            refuse(ctx, "what came is no PROXY line");
        }
    }

    private void refuse(ChannelHandlerContext ctx, String why) {
        if (!over) {
            // The decoder may have closed the connection already; it is told of all the same
            over = true;
            filter.refuse(ctx, Peer.of(ctx.channel()).address(), new Refusal("proxy-protocol", why));
        }
    }
}
