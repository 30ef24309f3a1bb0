package io.barsgateway.edge.request;

import io.barsgateway.fhir.fault.Cause;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a whole request to a worker. One whose time ran out while it waited for one, or whose caller has gone, is not begun:
 * nobody would hear what it came to.
 */
public final class BeginInTime extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(BeginInTime.class);

    private final ChannelInboundHandler routes;
    private final Executor workers;
    private final WaitingLine line;

    public BeginInTime(ChannelInboundHandler routes, Executor workers, WaitingLine line) {
        this.routes = routes;
        this.workers = workers;
        this.line = line;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        TimedRequest request = (TimedRequest) message;
        WaitingLine.Place place = line.join();
        try {
            workers.execute(() -> {
                place.leave();
                begin(ctx, request);
            });
        } catch (RejectedExecutionException stopping) {
            place.leave();
            giveUp(request);
            ctx.close();
        }
    }

    private void begin(ChannelHandlerContext ctx, TimedRequest request) {
        if (request.answerTime().isLate()) {
            log.info("A request was not begun: it waited for a worker until its time ran out or its caller left");
            giveUp(request);
            return;
        }
        try {
            routes.channelRead(ctx, request);
        } catch (Exception e) {
            exceptionCaught(ctx, e);
        }
    }

    private static void giveUp(TimedRequest request) {
        ReferenceCountUtil.release(request);
        request.answerTime().over();
    }

    /** Not for Camel to tell of: it would print a stack trace for each connection that breaks off. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        if (failure instanceof IOException || failure instanceof PrematureChannelClosureException) {
            log.debug("A connection broke off: {}", failure.getClass().getSimpleName());
        } else {
            log.warn("A connection failed: {}", Cause.of(failure));
        }
        ctx.close();
    }
}
