package io.barsgateway.edge.request;

import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.WorkingMemory.Portion;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One deadline for each request, from its last byte: then the caller hears 408 REC_TIMEOUT (Core 1.5.0, Processing-Times). Work that
 * was begun goes on, and what it came to waits for the retry. A time of zero is no deadline. A request that would not be begun in
 * time is answered 429 at once, and its connection goes on.
 */
public final class AnswerInTime extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(AnswerInTime.class);
    private static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    private final Duration limit;
    private final int maxRequests;
    private final InFlight inFlight;
    private final WaitingLine line;
    private final HeardAnswers answers;
    private final Supplier<Portion> taken;
    private @Nullable AnswerTime time;
    private @Nullable ScheduledFuture<?> timer;

    /** @param taken hands over the memory that the request has taken while it arrived */
    public AnswerInTime(
            ListenerSettings settings,
            InFlight inFlight,
            WaitingLine line,
            HeardAnswers answers,
            Supplier<Portion> taken) {
        this.limit = settings.answerTimeout();
        this.maxRequests = settings.maxRequests();
        this.inFlight = inFlight;
        this.line = line;
        this.answers = answers;
        this.taken = taken;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        FullHttpRequest whole = (FullHttpRequest) message;
        Portion portion = taken.get();
        if (inFlight.working() >= maxRequests || !line.isOpen()) {
            portion.giveBack();
            whole.release();
            log.info("Refused a request from {} with 429", ctx.channel().remoteAddress());
            ctx.writeAndFlush(refusal(FaultCode.TOO_MANY_REQUESTS, whole, HttpUtil.isKeepAlive(whole)));
            return;
        }
        AnswerTime begun = new AnswerTime(answers.begin(whole));
        TimedRequest request = new TimedRequest(whole, Peer.of(ctx.channel()), begun, portion);
        time = begun;
        inFlight.work();
        begun.whenOver(inFlight::rest);
        begun.whenOver(portion::giveBack);
        if (!limit.isZero()) {
            timer = ctx.executor()
                    .schedule(() -> tooLate(ctx, begun, request), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.channelRead(ctx, request);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        ChannelPromise written = promise.unvoid();
        if (message instanceof HttpResponse response && time != null && time.answer()) {
            written.addListener(time.heard().leaving(response.status().code()));
            // Camel answers some requests without a route
            time.over();
            if (timer != null) {
                timer.cancel(false);
            }
        }
        super.write(ctx, message, written);
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

    private void tooLate(ChannelHandlerContext ctx, AnswerTime begun, TimedRequest asked) {
        if (!begun.end()) {
            return;
        }
        log.info("Answered 408 after {}: work that was begun goes on", limit);
        inFlight.begin();
        begun.whenOver(inFlight::end);
        ctx.writeAndFlush(refusal(FaultCode.TIMEOUT, asked, false))
                .addListener(begun.heard().leaving(FaultCode.TIMEOUT.status(), answers.known(asked)));
    }

    private static HttpResponse refusal(FaultCode code, HttpRequest asked, boolean keepAlive) {
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code.status()));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        HttpUtil.setKeepAlive(response, keepAlive);
        for (String name : ECHOED) {
            String id = TimedRequest.id(asked.headers(), name);
            if (!id.isEmpty()) {
                response.headers().set(name, id);
            }
        }
        return response;
    }
}
