package io.barsgateway.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose request was refused before its end as RFC 9112 9.6 says: the caller is told at once that nothing more
 * comes, what it still sends is read away within limits, and only then the connection is closed. One that is closed with unread
 * bytes is reset, and the reset can overtake the answer.
 */
public final class DrainBeforeClose extends ChannelDuplexHandler {

    private static final long MOST_BYTES = 10_000_000;
    private static final long QUIET_MILLIS = 250;
    private static final long LONGEST_MILLIS = 3_000;

    private boolean refused;
    private boolean closing;
    private boolean seen;
    private long bytes;
    private long waited;

    /** The request that is on its way was answered; what follows of it is of no use. */
    public void refuse() {
        refused = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (!closing) {
            super.channelRead(ctx, part);
            return;
        }
        seen = true;
        bytes += part instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        ReferenceCountUtil.release(part);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
        if (!refused || !ctx.channel().isActive()) {
            super.close(ctx, promise);
            return;
        }
        if (closing) {
            // Each handler that ends a connection asks for it
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
            return;
        }
        closing = true;
        ctx.channel().config().setAutoRead(true);
        tellTheEnd(ctx);
        closeWhenQuiet(ctx, promise);
    }

    /** Closes the way out alone, behind all that was written. */
    private static void tellTheEnd(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (ctx.channel() instanceof DuplexChannel bothWays) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> bothWays.shutdownOutput());
        }
    }

    private void closeWhenQuiet(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.executor()
                .schedule(
                        () -> {
                            waited += QUIET_MILLIS;
                            if (seen && bytes < MOST_BYTES && waited < LONGEST_MILLIS) {
                                seen = false;
                                closeWhenQuiet(ctx, promise);
                            } else {
                                ctx.close(promise);
                            }
                        },
                        QUIET_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
