package io.barsgateway.cli.cert;

import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bars cert chain}: everything that an endpoint presents, where {@code openssl x509} would show its first only. */
@Command(name = "chain", description = "Shows every certificate that an endpoint presents, and which are missing.")
final class Chain implements Callable<Integer> {

    private static final int PATIENCE = 10_000;

    @Parameters(paramLabel = "HOST[:PORT]")
    private String endpoint = "";

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        String host = endpoint.replaceFirst(":\\d+$", "");
        int port = endpoint.equals(host) ? 443 : Integer.parseInt(endpoint.substring(host.length() + 1));
        Presented presented = Presented.by(host, port);
        List<X509Certificate> chain = presented.chain();
        System.out.println(endpoint + " presents " + chain.size() + " certificates over " + presented.protocol());
        for (X509Certificate one : chain) {
            CertificateText.print(one);
            System.out.println();
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    endpoint + " ended the handshake without a certificate: " + presented.failure());
        }
        X509Certificate last = chain.get(chain.size() - 1);
        boolean ends = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        System.out.println(
                ends
                        ? "The chain goes up to its root."
                        : "Missing, as is usual for a root: "
                                + Certificates.commonName(last.getIssuerX500Principal())
                                + ". Get it from its CA; what an endpoint presents proves nothing of itself.");
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!Certificates.isSignedBy(chain.get(i), chain.get(i + 1))) {
                System.out.println("WARNING: certificate " + (i + 2) + " did not issue certificate " + (i + 1));
            }
        }
        if (!Certificates.names(chain.get(0)).contains(host.toLowerCase(java.util.Locale.ROOT))) {
            System.out.println(
                    "WARNING: the certificate is not for " + host + " but " + Certificates.names(chain.get(0)));
        }
        return 0;
    }

    /** What one handshake showed, whatever became of it. */
    record Presented(List<X509Certificate> chain, String protocol, String failure) {

        static Presented by(String host, int port) throws IOException, GeneralSecurityException {
            ShowingTrust trust = new ShowingTrust();
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(host, port), PATIENCE);
                plain.setSoTimeout(PATIENCE);
                try (SSLSocket tls =
                        (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, true)) {
                    tls.startHandshake();
                    return new Presented(trust.seen(), tls.getSession().getProtocol(), "");
                } catch (IOException e) {
                    // An endpoint under TLS-MA ends it after it has shown its own
                    return new Presented(trust.seen(), "TLS", String.valueOf(e.getMessage()));
                }
            }
        }
    }
}
