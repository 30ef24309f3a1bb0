package io.barsgateway.cli.reach;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The local PKI as a caller's: of a gateway on this machine the chain must hold and the name may be any, since a rehearsal presents the
 * certificate of the live name on localhost. Nothing but the local PKI is ever believed by it.
 */
public final class AnyNameOnThisMachine extends X509ExtendedTrustManager {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final X509TrustManager chains;

    private AnyNameOnThisMachine(X509TrustManager chains) {
        this.chains = chains;
    }

    /** For calls to that host, which show the certificate of the proxy. */
    public static SSLContext context(@Nullable String host, LocalPki pki) {
        X509TrustManager chains = ClientTls.judge(Certificates.read(pki.root()));
        return ClientTls.context(
                THIS_MACHINE.contains(String.valueOf(host)) ? new AnyNameOnThisMachine(chains) : chains,
                pki.material("proxy"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
