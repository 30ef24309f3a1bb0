package io.barsgateway.edge.listener;

import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One deadline for each request, from its last byte: then the caller hears 408 REC_TIMEOUT (Core 1.5.0, Processing-Times), the
 * work goes on, and what it came to waits for the retry. A time of zero is no deadline.
 */
final class AnswerInTime extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(AnswerInTime.class);
    private static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    private final Duration limit;
    private final InFlight inFlight;
    private @Nullable AnswerTime time;
    private @Nullable ScheduledFuture<?> timer;

    AnswerInTime(Duration limit, InFlight inFlight) {
        this.limit = limit;
        this.inFlight = inFlight;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        AnswerTime begun = new AnswerTime();
        TimedRequest request = new TimedRequest((FullHttpRequest) message, Peer.of(ctx.channel()), begun);
        time = begun;
        inFlight.work();
        begun.whenOver(inFlight::rest);
        if (!limit.isZero()) {
            timer = ctx.executor()
                    .schedule(() -> tooLate(ctx, begun, request.headers()), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.channelRead(ctx, request);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse && time != null && time.answer()) {
            // Camel answers some requests without a route
            time.over();
            if (timer != null) {
                timer.cancel(false);
            }
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        if (time != null) {
            // Whoever asked is gone and hears nothing
            time.end();
        }
        super.channelInactive(ctx);
    }

    private void tooLate(ChannelHandlerContext ctx, AnswerTime begun, HttpHeaders asked) {
        if (!begun.end()) {
            return;
        }
        log.info("Answered 408 after {}: the work on the request goes on", limit);
        inFlight.begin();
        begun.whenOver(inFlight::end);
        HttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(FaultCode.TIMEOUT.status()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        for (String name : ECHOED) {
            if (isUuid(asked.get(name))) {
                response.headers().set(name, asked.get(name));
            }
        }
        ctx.writeAndFlush(response);
    }

    private static boolean isUuid(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
