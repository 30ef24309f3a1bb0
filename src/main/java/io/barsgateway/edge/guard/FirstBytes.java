package io.barsgateway.edge.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Starts the time of a request at its first byte: a head that comes drop by drop is not seen by anything behind the decoder. */
public final class FirstBytes extends ChannelInboundHandlerAdapter {

    private final RequestGuard guard;

    public FirstBytes(RequestGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        guard.begin(ctx.pipeline().context(guard));
        super.channelRead(ctx, bytes);
    }
}
