package io.barsgateway.edge.guard;

import io.barsgateway.edge.guard.RequestRules.Refused;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.trust.chain.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is for this listener and for whom its connection was made: one Host, that of the TLS handshake and one of
 * our names, and a plain path that can be read (RFC 9112 3.2, RFC 9110 7.4).
 */
final class RequestTarget {

    private final OwnNames names;

    RequestTarget(OwnNames names) {
        this.names = names;
    }

    @Nullable
    Refused objection(ChannelHandlerContext ctx, HttpRequest request) {
        Optional<HostField> host = host(request);
        if (host.isEmpty() || !request.uri().startsWith("/") || !isEscapedWell(request.uri())) {
            return new Refused(FaultCode.INVALID);
        }
        String asked = askedName(ctx);
        if (!asked.isEmpty() && !asked.equals(host.get().name())) {
            return new Refused(FaultCode.MISDIRECTED);
        }
        return names.contain(host.get())
                ? null
                : Refused.told(
                        FaultCode.MISDIRECTED,
                        new Refusal(
                                "host",
                                "the request is for " + host.get().name()
                                        + ", which is none of our names; where callers are to use it, add it to "
                                        + names.setting() + " and restart"));
    }

    /** The Host that is stated once and well-formed. */
    private static Optional<HostField> host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return hosts.size() == 1 ? HostField.of(hosts.get(0)) : Optional.empty();
    }

    /** Each % has two hexadecimal digits behind it (RFC 3986 2.1), in the path and in the query. */
    private static boolean isEscapedWell(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || Character.digit(uri.charAt(at + 1), 16) < 0
                    || Character.digit(uri.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
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
