package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * The way from this machine to API-M: its name, who answers for it, the clocks at both ends, our address.
 *
 * @param url token endpoint
 * @param roots PEM files of the CAs behind it; empty, the JVM's own
 */
record OutwardLooks(URI url, List<Path> roots) {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int HTTPS = 443;

    void tell(Findings findings) {
        findings.look("dns", this::resolved);
        findings.look("api-m", this::reached);
        findings.look("clock", this::clock);
        findings.look("source", this::source);
    }

    private String resolved() throws IOException {
        try {
            return url.getHost() + " is " + List.of(InetAddress.getAllByName(url.getHost()));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(
                    url.getHost() + " has no address here: look at DNS and at an outbound proxy (docs/network.md)", e);
        }
    }

    /** Over verified TLS; where that fails, who it was that answered instead. */
    private String reached() throws Exception {
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        ShowingTrust trust = new ShowingTrust();
        try (Socket plain = Connected.to(url.getHost(), port);
                SSLSocket tls =
                        (SSLSocket) trust.context().getSocketFactory().createSocket(plain, url.getHost(), port, true)) {
            tls.startHandshake();
        }
        String issuer = Certificates.commonName(trust.seen().get(0).getIssuerX500Principal());
        try {
            HttpResponse<Void> answer = ask();
            return url.getHost() + " answers " + answer.statusCode() + ", its certificate is issued by " + issuer;
        } catch (javax.net.ssl.SSLException e) {
            throw new IllegalArgumentException(
                    "what answers for " + url.getHost() + " presents a certificate of \"" + issuer
                            + "\", which is not trusted here: an inspecting proxy is in the path. Have " + url.getHost()
                            + " exempted from inspection, or name its CA in bars.sender.roots",
                    e);
        }
    }

    private HttpResponse<Void> ask() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Connected.PATIENCE)
                .sslContext(ClientTls.context(Certificates.read(roots), null))
                .build();
        return http.send(HttpRequest.newBuilder(url).timeout(Connected.PATIENCE).build(), BodyHandlers.discarding());
    }

    private String clock() throws Exception {
        Instant before = Clock.systemUTC().instant();
        Optional<String> date = ask().headers().firstValue("Date");
        if (date.isEmpty()) {
            return "could not be compared: no Date was answered";
        }
        Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        Duration apart = Duration.between(theirs, before).abs();
        if (apart.compareTo(SKEW) > 0) {
            throw new IllegalArgumentException(
                    "this machine is " + apart.toSeconds() + " s from the far end's clock: synchronise it;"
                            + " assertions and certificates are judged by time");
        }
        return "within " + apart.toSeconds() + " s of the far end's";
    }

    private String source() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(url.getHost()), HTTPS));
            InetAddress own = socket.getLocalAddress();
            return "connections leave from " + own.getHostAddress()
                    + (own.isSiteLocalAddress() ? ", behind NAT: outside they bear your firewall's address" : "");
        }
    }
}
