package io.barsgateway.cli.reach;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Keeps what a server presents and believes nothing of it: to look at a chain, never to send anything over it. */
public final class ShowingTrust extends X509ExtendedTrustManager {

    private final List<X509Certificate> seen = new ArrayList<>();
    private final Runnable then;

    public ShowingTrust() {
        this(() -> {});
    }

    /** @param then what is done at once when something was presented, such as hanging up */
    public ShowingTrust(Runnable then) {
        this.then = then;
    }

    /** A context for one handshake. */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    /** What came, leaf first. */
    public List<X509Certificate> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        seen.clear();
        seen.addAll(List.of(chain));
        then.run();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new IllegalStateException("This side is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new IllegalStateException("This side is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new IllegalStateException("This side is the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
