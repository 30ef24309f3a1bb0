package io.barsgateway.edge.listener;

import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through only where it is well-formed HTTP, for a path and method that a route has opened, and arrives in
 * time: a slow one is answered 408 and cut, an idle connection is closed.
 */
final class RequestGuard extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    private final ListenerSettings settings;
    private final OpenPaths doors;
    private final InFlight inFlight;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean refused;
    private boolean awaiting;
    private boolean answered;

    RequestGuard(ListenerSettings settings, OpenPaths doors, InFlight inFlight) {
        this.settings = settings;
        this.doors = doors;
        this.inFlight = inFlight;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        awaitRequest(ctx);
        super.channelActive(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        disarm();
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
            RefusalBody.rememberFormat(ctx.channel(), request);
            if (!isAdmitted(ctx, request)) {
                ReferenceCountUtil.release(part);
                return;
            }
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
            arm(ctx, settings.requestTimeout().toMillis(), () -> refuse(ctx, FaultCode.TIMEOUT, null));
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

    private boolean isAdmitted(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            FaultCode code = cause instanceof TooLongHttpLineException
                    ? FaultCode.URI_TOO_LONG
                    : cause instanceof TooLongHttpHeaderException ? FaultCode.HEADERS_TOO_LONG : FaultCode.INVALID;
            return refuse(ctx, code, null);
        }
        FaultCode unlikeItsConnection = RequestTarget.objection(ctx, request);
        if (unlikeItsConnection != null) {
            return refuse(ctx, unlikeItsConnection, null);
        }
        String uri = request.uri();
        int query = uri.indexOf('?');
        // The operation's $ may arrive escaped; Camel would not find its route
        String path = (query < 0 ? uri : uri.substring(0, query)).replace("%24", "$");
        // Camel would look for a port in the query
        request.setUri(path);
        request.headers().set(RequestBinding.QUERY, query < 0 ? "" : uri.substring(query));
        SortedSet<String> methods = doors.methods(path);
        if (methods.isEmpty()) {
            return refuse(ctx, FaultCode.NOT_FOUND, null);
        }
        if (!methods.contains(request.method().name())) {
            return refuse(ctx, FaultCode.METHOD_NOT_ALLOWED, String.join(", ", methods));
        }
        if (inFlight.count() > settings.maxRequests()) {
            return refuse(ctx, FaultCode.TOO_MANY_REQUESTS, null);
        }
        return true;
    }

    private boolean refuse(ChannelHandlerContext ctx, FaultCode code, @Nullable String allow) {
        refused = true;
        log.info("Refused a request from {} with {}", ctx.channel().remoteAddress(), code.status());
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code.status()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (allow != null) {
            response.headers().set(HttpHeaderNames.ALLOW, allow);
        }
        arm(ctx, settings.writeTimeout().toMillis(), ctx::close);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        return false;
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        awaiting = true;
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
