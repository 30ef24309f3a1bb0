package io.barsgateway.listener;

import io.barsgateway.pki.Certificates;
import io.barsgateway.pki.RefusedCertificate;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each TLS handshake that fails: from where, which certificate, why. The stranger gets the alert alone. */
final class HandshakeAudit extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(HandshakeAudit.class);

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            record(ctx, handshake.cause());
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) throws Exception {
        // Already told above; anything further would print the bytes that arrived
        if (failure instanceof SSLException || failure instanceof DecoderException) {
            ctx.close();
        } else {
            super.exceptionCaught(ctx, failure);
        }
    }

    private static void record(ChannelHandlerContext ctx, Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            // A port scan, or an address that the filter has already told of
            log.debug("A connection closed during its TLS handshake");
            return;
        }
        String address = ctx.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "unknown";
        RefusedCertificate refused = refused(failure);
        if (refused == null) {
            log.warn("Refused caller address={} stage=tls reason=\"{}\"", address, reason(failure));
        } else {
            log.warn(
                    "Refused caller address={} stage=tls reason=\"{}\" certificate=\"{}\"",
                    address,
                    refused.getMessage(),
                    Certificates.label(refused.certificate()));
        }
    }

    private static @Nullable RefusedCertificate refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedCertificate refused) {
                return refused;
            }
        }
        return null;
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NotSslRecordException) {
            return "what arrived is not TLS";
        }
        String text = String.valueOf(failure.getMessage());
        if (text.contains("Empty client certificate chain") || text.contains("null cert chain")) {
            return "no client certificate was presented";
        }
        return text.replaceAll("\\p{C}", "?").substring(0, Math.min(text.length(), 200));
    }
}
