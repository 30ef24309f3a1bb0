package io.barsgateway.edge.http;

import io.barsgateway.edge.request.InFlight;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One request in flight per connection: pipelined ones wait their turn before anything judges them, so answers leave in the
 * order of the questions, those of the listener itself too.
 */
public final class OneAtATime extends ChannelDuplexHandler {

    /** Fired through a connection that must end: at once where it is idle, else after the answer. */
    public static final Object LEAVE = new Object();

    private final InFlight inFlight;
    private final DrainBeforeClose drain;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean ended = true;
    private boolean leaving;

    public OneAtATime(InFlight inFlight, DrainBeforeClose drain) {
        this.inFlight = inFlight;
        this.drain = drain;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        if (!waiting.isEmpty() || (busy && part instanceof HttpRequest)) {
            waiting.add(part);
            ctx.channel().config().setAutoRead(false);
        } else {
            pass(ctx, part);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object part) {
        if (part instanceof HttpRequest) {
            busy = true;
            inFlight.begin();
        }
        ended = part instanceof LastHttpContent;
        ctx.fireChannelRead(part);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            if (inFlight.isDraining() || leaving) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            boolean last = !HttpUtil.isKeepAlive(response);
            if (last && (!ended || !waiting.isEmpty())) {
                // More is on its way that nobody will hear, such as the rest of a body that is too large
                drain.refuse();
            }
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
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == LEAVE) {
            leaving = true;
            if (!busy) {
                ctx.close();
            }
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        end();
        super.channelInactive(ctx);
    }

    /** The next request and what has come of its body; a third one waits on. */
    private void next(ChannelHandlerContext ctx) {
        while (!waiting.isEmpty() && !(busy && waiting.peek() instanceof HttpRequest)) {
            pass(ctx, waiting.remove());
        }
        if (waiting.isEmpty()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void end() {
        if (busy) {
            busy = false;
            inFlight.end();
        }
    }
}
