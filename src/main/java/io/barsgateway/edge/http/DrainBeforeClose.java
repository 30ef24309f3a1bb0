package io.barsgateway.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Reads away what still arrives of a request that was refused before its end, within limits, and only then closes (RFC 9112
 * 9.6): a connection that is closed with unread bytes is reset, and the reset can overtake the answer.
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
        closeWhenQuiet(ctx, promise);
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
