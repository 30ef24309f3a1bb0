package io.barsgateway.edge.listener;

import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/** Whether a request is for whom its connection was made: one Host, that of the TLS handshake, and a plain path (RFC 9112). */
final class RequestTarget {

    private RequestTarget() {}

    static @Nullable FaultCode objection(ChannelHandlerContext ctx, HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !request.uri().startsWith("/") || hasTwoFramings(request)) {
            return FaultCode.INVALID;
        }
        String asked = askedName(ctx);
        String host = hosts.get(0).replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return asked.isEmpty() || asked.equals(host) ? null : FaultCode.MISDIRECTED;
    }

    /** Two readers could take such a request for two different ones. */
    private static boolean hasTwoFramings(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    /** The server name of the handshake, lower-case; empty where the client gave none. */
    private static String askedName(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls == null || !(tls.engine().getSession() instanceof ExtendedSSLSession session)) {
            return "";
        }
        return session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
