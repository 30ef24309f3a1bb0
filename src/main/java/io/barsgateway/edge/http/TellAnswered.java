package io.barsgateway.edge.http;

import io.barsgateway.edge.AnsweredRequests;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells of each request what it was answered, and how long that took. Requests come here one at a time. */
public final class TellAnswered extends ChannelDuplexHandler {

    private final AnsweredRequests answered;
    private final LongSupplier nanos;
    private @Nullable HttpRequest asked;
    private long lastByte;

    public TellAnswered(AnsweredRequests answered, LongSupplier nanos) {
        this.answered = answered;
        this.nanos = nanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (part instanceof HttpRequest request) {
            asked = request;
        }
        lastByte = nanos.getAsLong();
        super.channelRead(ctx, part);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            tell(response.status().code());
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        tell(AnsweredRequests.NO_ANSWER);
        super.channelInactive(ctx);
    }

    private void tell(int status) {
        HttpRequest request = asked;
        if (request != null) {
            asked = null;
            answered.answered(request, status, Duration.ofNanos(nanos.getAsLong() - lastByte));
        }
    }
}
