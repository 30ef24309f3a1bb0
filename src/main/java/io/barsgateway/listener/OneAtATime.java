package io.barsgateway.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/** One request in flight per connection: pipelined ones wait their turn, so answers leave in the order of the questions. */
final class OneAtATime extends ChannelDuplexHandler {

    private final InFlight inFlight;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean busy;

    OneAtATime(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object request) {
        if (busy) {
            waiting.add(request);
            ctx.channel().config().setAutoRead(false);
        } else {
            busy = true;
            inFlight.begin();
            ctx.fireChannelRead(request);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            if (inFlight.isDraining()) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            boolean last = !HttpUtil.isKeepAlive(response);
            ctx.write(message, promise.unvoid()).addListener((ChannelFutureListener) done -> {
                end();
                if (last) {
                    ctx.close();
                } else {
                    next(ctx);
                }
            });
        } else {
            super.write(ctx, message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        end();
        super.channelInactive(ctx);
    }

    private void next(ChannelHandlerContext ctx) {
        Object request = waiting.poll();
        if (request == null) {
            ctx.channel().config().setAutoRead(true);
        } else {
            channelRead(ctx, request);
        }
    }

    private void end() {
        if (busy) {
            busy = false;
            inFlight.end();
        }
    }
}
