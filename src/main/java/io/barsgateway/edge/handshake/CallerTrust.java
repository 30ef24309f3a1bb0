package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.RefusedCertificate;
import io.barsgateway.trust.chain.Verdict;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The handshake's part: a client's chain must be one that this environment accepts. We never are the client here. */
final class CallerTrust extends X509ExtendedTrustManager {

    private final CallerChains chains;

    CallerTrust(CallerChains chains) {
        this.chains = chains;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        Verdict verdict = chains.judge(List.of(chain));
        if (verdict.refusal().isPresent()) {
            throw new RefusedCertificate(chain[0], verdict.refusal().get());
        }
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
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("This side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("This side is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.authorities().named().toArray(X509Certificate[]::new);
    }
}
