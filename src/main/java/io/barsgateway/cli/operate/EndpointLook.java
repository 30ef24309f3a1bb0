package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.trust.keys.Certificates;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;

/**
 * From outside in: what is met at the name that the proxy uses must be our own certificate.
 *
 * @param thumbprint SHA-256 of our certificate
 * @param endpoint HOST or HOST:PORT; 443 where no port is named
 */
record EndpointLook(String thumbprint, String endpoint) {

    String presented() throws Exception {
        String host = endpoint.replaceFirst(":\\d+$", "");
        int port = endpoint.equals(host) ? 443 : Integer.parseInt(endpoint.substring(host.length() + 1));
        ShowingTrust trust = new ShowingTrust();
        try (Socket plain = Connected.to(host, port);
                SSLSocket tls = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, true)) {
            tls.startHandshake();
            tls.getInputStream().read();
        } catch (javax.net.ssl.SSLException expected) {
            // Without a certificate of the proxy we are sent away, after its certificate was shown
            if (trust.seen().isEmpty()) {
                throw expected;
            }
        }
        X509Certificate met = trust.seen().get(0);
        if (!Certificates.thumbprint(met).equals(thumbprint)) {
            throw new IllegalArgumentException(host + ":" + port + " presents another certificate, of \""
                    + Certificates.commonName(met.getIssuerX500Principal())
                    + "\": a firewall or balancer in the path ends TLS; it must pass TCP through (docs/network.md)");
        }
        return host + ":" + port + " presents our certificate; whether it is reached from outside, the proxy will show";
    }
}
