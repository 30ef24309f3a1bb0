package io.barsgateway.edge.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** HEAD is answered as GET is, without the body (RFC 9110 9.3.2); the routes see a GET. */
public final class HeadAnswer extends ChannelDuplexHandler {

    private boolean headersOnly;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (part instanceof HttpRequest request) {
            headersOnly = request.method().equals(HttpMethod.HEAD);
            if (headersOnly) {
                request.setMethod(HttpMethod.GET);
            }
        }
        super.channelRead(ctx, part);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (headersOnly
                && message instanceof FullHttpResponse whole
                && whole.status().code() >= 200) {
            DefaultFullHttpResponse head = new DefaultFullHttpResponse(
                    whole.protocolVersion(),
                    whole.status(),
                    Unpooled.EMPTY_BUFFER,
                    whole.headers().copy(),
                    whole.trailingHeaders().copy());
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, whole.content().readableBytes());
            whole.release();
            super.write(ctx, head, promise);
        } else {
            super.write(ctx, message, promise);
        }
    }
}
