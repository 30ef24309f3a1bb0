package io.barsgateway.edge.http;

import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Accept;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;

/** Gives every empty refusal, whoever below the routes made it, an OperationOutcome in the format that was asked for. */
public final class RefusalBody extends ChannelDuplexHandler {

    private Format format = Format.JSON;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (part instanceof HttpRequest request) {
            Format fallback = Format.named(request.headers().get(HttpHeaderNames.CONTENT_TYPE))
                    .orElse(Format.JSON);
            // Lines of one name are one list (RFC 9110 5.3)
            format = Accept.of(String.join(", ", request.headers().getAll(HttpHeaderNames.ACCEPT)))
                    .preferred(fallback);
        }
        super.channelRead(ctx, part);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response
                && response.status().code() >= 400
                && HttpUtil.getContentLength(response, -1L) == 0) {
            HttpResponse filled = filled(response, format);
            ReferenceCountUtil.release(message);
            super.write(ctx, filled, promise);
        } else {
            super.write(ctx, message, promise);
        }
    }

    private static HttpResponse filled(HttpResponse empty, Format format) {
        FaultCode code = FaultCode.ofStatus(empty.status().code());
        byte[] body = new OperationOutcome(code, empty.status().reasonPhrase()).in(format);
        DefaultFullHttpResponse filled =
                new DefaultFullHttpResponse(empty.protocolVersion(), empty.status(), Unpooled.wrappedBuffer(body));
        filled.headers()
                .set(empty.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, format.mediaType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return filled;
    }
}
