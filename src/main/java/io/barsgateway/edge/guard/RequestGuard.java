package io.barsgateway.edge.guard;

import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.guard.RequestRules.Refused;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.http.DrainBeforeClose;
import io.barsgateway.edge.http.OneAtATime;
import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through only where {@link RequestRules} has no objection and it arrives in time: a slow one is answered 408
 * and cut, an idle connection is closed.
 */
public final class RequestGuard extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    private final ListenerSettings settings;
    private final RequestRules rules;
    private final DrainBeforeClose drain;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean refused;
    private boolean awaiting;
    private boolean answered;

    /** @param methodsOf the methods that a path takes; empty where there is no such path */
    public RequestGuard(
            ListenerSettings settings,
            Function<String, SortedSet<String>> methodsOf,
            OwnNames names,
            DrainBeforeClose drain) {
        this.drain = drain;
        this.settings = settings;
        this.rules = new RequestRules(methodsOf, names);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        awaitRequest(ctx);
        super.channelActive(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        disarm();
        settings.gate().busy(ctx.channel());
        super.channelInactive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(part);
            return;
        }
        if (part instanceof HttpRequest request) {
            begin(ctx);
            answered = false;
            Refused refusal = rules.objection(ctx, request);
            if (refusal != null) {
                ReferenceCountUtil.release(part);
                refuse(ctx, refusal);
                return;
            }
        }
        if (part instanceof HttpContent content && content.decoderResult().isFailure()) {
            // Where the next request begins cannot be told
            ReferenceCountUtil.release(part);
            refuse(ctx, new Refused(FaultCode.INVALID));
            return;
        }
        if (part instanceof LastHttpContent) {
            if (answered) {
                // Refused before its end was here, on a connection that goes on
                awaitRequest(ctx);
            } else {
                // From here the route's own limits count
                disarm();
            }
        }
        super.channelRead(ctx, part);
    }

    /** The first bytes of a request are here; from now on its time runs, though nothing can be made of them yet. */
    void begin(ChannelHandlerContext ctx) {
        if (awaiting) {
            awaiting = false;
            settings.gate().busy(ctx.channel());
            arm(ctx, settings.requestTimeout().toMillis(), () -> refuse(ctx, new Refused(FaultCode.TIMEOUT)));
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            answered = true;
            // A client that does not read its answer is cut; one that does has its time for the next request
            arm(ctx, settings.writeTimeout().toMillis(), ctx::close);
            ChannelPromise read = promise.unvoid();
            read.addListener((ChannelFutureListener) done -> {
                if (ctx.channel().isActive()) {
                    awaitRequest(ctx);
                }
            });
            super.write(ctx, message, read);
        } else {
            super.write(ctx, message, promise);
        }
    }

    void refuse(ChannelHandlerContext ctx, Refused refusal) {
        refused = true;
        drain.refuse();
        tell(ctx, refusal);
        HttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.code().status()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (!refusal.allow().isEmpty()) {
            response.headers().set(HttpHeaderNames.ALLOW, refusal.allow());
        }
        arm(ctx, settings.writeTimeout().toMillis(), ctx::close);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void tell(ChannelHandlerContext ctx, Refused refused) {
        if (refused.refusal() == null) {
            log.info(
                    "Refused a request from {} with {}",
                    ctx.channel().remoteAddress(),
                    refused.code().status());
            return;
        }
        Peer peer = Peer.of(ctx.channel());
        settings.gate()
                .refusals()
                .note(
                        "request",
                        peer.address().getHostAddress(),
                        refused.refusal(),
                        peer.chain().isEmpty() ? null : peer.chain().get(0));
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        awaiting = true;
        settings.gate().idle(ctx.channel(), Peer.of(ctx.channel()).address(), () -> ctx.pipeline()
                .fireUserEventTriggered(OneAtATime.LEAVE));
        arm(ctx, settings.idleTimeout().toMillis(), ctx::close);
    }

    private void arm(ChannelHandlerContext ctx, long millis, Runnable late) {
        disarm();
        deadline = ctx.executor().schedule(late, millis, TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
