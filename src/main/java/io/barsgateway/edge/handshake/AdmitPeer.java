package io.barsgateway.edge.handshake;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.RefusedCertificate;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of each TLS handshake: who it is that came through, or one line that says who did not and why. A session that
 * resumed was not asked for its certificate, so every chain is judged here once more.
 */
public final class AdmitPeer extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(AdmitPeer.class);

    private final Refusals refusals;
    private final Admission admission;

    public AdmitPeer(Refusals refusals, Admission admission) {
        this.refusals = refusals;
        this.admission = admission;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            InetAddress address = Peer.of(ctx.channel()).address();
            if (!handshake.isSuccess()) {
                record(address, handshake.cause());
            } else if (!admit(ctx, address)) {
                ctx.close();
                return;
            }
        }
        super.userEventTriggered(ctx, event);
    }

    /** A wrong name is answered 403 by the routes, since who has a good chain may be told that much. */
    private boolean admit(ChannelHandlerContext ctx, InetAddress address) {
        List<X509Certificate> chain =
                chain(ctx.pipeline().get(SslHandler.class).engine().getSession());
        Optional<Refusal> refusal = admission.atHandshake(Peer.remember(ctx.channel(), address, chain));
        if (refusal.isEmpty()) {
            return true;
        }
        refusals.note("tls", address.getHostAddress(), refusal.get(), chain.isEmpty() ? null : chain.get(0));
        return false;
    }

    private static List<X509Certificate> chain(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            log.debug("A connection without a certificate");
        }
        return chain;
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

    private void record(InetAddress address, Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            // A port scan, or an address that the filter has already told of
            log.debug("A connection closed during its TLS handshake");
            return;
        }
        RefusedCertificate refused = refused(failure);
        if (refused == null) {
            refusals.note("tls", address.getHostAddress(), refusal(failure), null);
        } else {
            refusals.note("tls", address.getHostAddress(), refused.refusal(), refused.certificate());
        }
    }

    private static @Nullable RefusedCertificate refused(Throwable failure) {
        for (Throwable cause : Cause.chain(failure).toList()) {
            if (cause instanceof RefusedCertificate refused) {
                return refused;
            }
        }
        return null;
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof NotSslRecordException) {
            return new Refusal("tls", "what arrived is not TLS");
        }
        if (failure instanceof SslHandshakeTimeoutException) {
            return new Refusal("tls", "the handshake did not end in time (bars.inbound.handshake-timeout)");
        }
        String text = String.valueOf(failure.getMessage());
        return text.contains("Empty client certificate chain") || text.contains("null cert chain")
                ? new Refusal("no-certificate", "no client certificate was presented")
                : new Refusal("tls", text);
    }
}
