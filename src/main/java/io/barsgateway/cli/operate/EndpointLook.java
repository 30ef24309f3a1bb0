package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
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
        Optional<X509Certificate> presented = presentedAt(host, port);
        X509Certificate met = presented.orElseThrow(
                () -> new IllegalArgumentException(host + ":" + port + " presents no certificate: does it speak TLS?"));
        if (!Certificates.thumbprint(met).equals(thumbprint)) {
            throw new IllegalArgumentException(host + ":" + port + " presents another certificate, of \""
                    + Certificates.commonName(met.getIssuerX500Principal())
                    + "\": a firewall or balancer in the path ends TLS; it must pass TCP through (docs/network.md)");
        }
        return host + ":" + port + " presents our certificate; whether it is reached from outside, the proxy will show";
    }

    /**
     * Hangs up as soon as a certificate was shown. Without one of the proxy we would be sent away after it, and the gateway would log
     * and count a caller that it refused; a connection that ends is none.
     */
    private static Optional<X509Certificate> presentedAt(String host, int port) throws Exception {
        Socket plain = Connected.to(host, port);
        ShowingTrust trust = new ShowingTrust(() -> hangUp(plain));
        try (plain;
                SSLSocket tls = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, true)) {
            tls.startHandshake();
        } catch (IOException expected) {
            if (trust.seen().isEmpty()) {
                throw expected;
            }
        }
        return trust.seen().stream().findFirst();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
