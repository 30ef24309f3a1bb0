package io.barsgateway.cli.operate;

import io.barsgateway.cases.database.ReachStore;
import io.barsgateway.cases.database.StoreProperties;
import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.reach.ShowingTrust;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.send.proxy.RehearseToken;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.KeyMaterial;
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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars doctor}: what stands between this machine and a working connection, a line each. */
@Command(
        name = "doctor",
        description = "Looks at names, clock, network, our endpoint, store and token: one line each, and what to do.")
public final class Doctor implements Callable<Integer> {

    private static final int PATIENCE = 8_000;
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Option(names = "--config", description = "Settings file of the gateway")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--endpoint",
            description = "HOST[:PORT] that the proxy reaches us by (default: CN of our certificate, 443)")
    private Optional<String> endpoint = Optional.empty();

    private boolean well = true;

    /** One thing that is looked at; its words are what was found. */
    @FunctionalInterface
    private interface Look {
        String at() throws Exception;
    }

    @Override
    public Integer call() throws IOException {
        ConfiguredSettings settings = ConfiguredSettings.by(config);
        HomeProperties home = settings.bind("bars", HomeProperties.class);
        SenderProperties sender = settings.bind("bars.sender", SenderProperties.class);
        InboundProperties inbound = settings.bind("bars.inbound", InboundProperties.class);
        StoreProperties store = settings.bind("bars.store", StoreProperties.class);
        URI token = url(sender.tokenUrl(), home.environment());
        System.out.println("environment  " + home.environment());
        if (token != null) {
            look("dns", () -> resolved(token.getHost()));
            look("api-m", () -> reached(token, sender));
            look("clock", () -> clock(token, sender));
            look("source", () -> source(token));
        }
        if (inbound.certificate() == null) {
            tell(false, "certificate", "bars.inbound.certificate is not set: bars cert new, then bars cert import");
        } else {
            KeyMaterial own = own(inbound);
            look("certificate", () -> days(own.chain().get(0)));
            look("endpoint", () -> presented(own));
        }
        look("store", () -> ReachStore.ask(store));
        look(
                "token",
                () -> "a token is given, good for "
                        + RehearseToken.ask(sender, home, Clock.systemUTC()).toSeconds() + " s");
        return well ? 0 : 1;
    }

    private void look(String what, Look look) {
        try {
            tell(true, what, look.at());
        } catch (Exception e) {
            tell(false, what, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private void tell(boolean good, String what, String words) {
        well &= good;
        System.out.println((good ? "ok    " : "WRONG ") + String.format("%-12s ", what) + words);
    }

    private static @Nullable URI url(@Nullable URI named, Environment environment) {
        if (named != null) {
            return named;
        }
        return environment.tokenUrl().isEmpty() ? null : URI.create(environment.tokenUrl());
    }

    private static String resolved(String host) throws IOException {
        try {
            return host + " is " + List.of(InetAddress.getAllByName(host));
        } catch (java.net.UnknownHostException e) {
            throw new IOException(
                    host + " has no address here: look at DNS and at an outbound proxy (docs/network.md)", e);
        }
    }

    /** Over verified TLS; where that fails, who it was that answered instead. */
    private static String reached(URI url, SenderProperties sender) throws Exception {
        int port = url.getPort() < 0 ? 443 : url.getPort();
        ShowingTrust trust = new ShowingTrust();
        try (Socket plain = connected(url.getHost(), port);
                SSLSocket tls =
                        (SSLSocket) trust.context().getSocketFactory().createSocket(plain, url.getHost(), port, true)) {
            tls.startHandshake();
        }
        String issuer = Certificates.commonName(trust.seen().get(0).getIssuerX500Principal());
        try {
            HttpResponse<Void> answer = ask(url, sender);
            return url.getHost() + " answers " + answer.statusCode() + ", its certificate is issued by " + issuer;
        } catch (javax.net.ssl.SSLException e) {
            throw new IOException(
                    "what answers for " + url.getHost() + " presents a certificate of \"" + issuer
                            + "\", which is not trusted here: an inspecting proxy is in the path. Have " + url.getHost()
                            + " exempted from inspection, or name its CA in bars.sender.roots",
                    e);
        }
    }

    private static HttpResponse<Void> ask(URI url, SenderProperties sender) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(PATIENCE))
                .sslContext(ClientTls.context(Certificates.read(sender.roots()), null))
                .build();
        return http.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofMillis(PATIENCE)).build(), BodyHandlers.discarding());
    }

    private static String clock(URI url, SenderProperties sender) throws Exception {
        Instant before = Clock.systemUTC().instant();
        Optional<String> date = ask(url, sender).headers().firstValue("Date");
        if (date.isEmpty()) {
            return "could not be compared: no Date was answered";
        }
        Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        Duration apart = Duration.between(theirs, before).abs();
        if (apart.compareTo(SKEW) > 0) {
            throw new IOException(
                    "this machine is " + apart.toSeconds() + " s from the far end's clock: synchronise it;"
                            + " assertions and certificates are judged by time");
        }
        return "within " + apart.toSeconds() + " s of the far end's";
    }

    private static String source(URI url) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(url.getHost()), 443));
            InetAddress own = socket.getLocalAddress();
            return "connections leave from " + own.getHostAddress()
                    + (own.isSiteLocalAddress() ? ", behind NAT: outside they bear your firewall's address" : "");
        }
    }

    private static KeyMaterial own(InboundProperties inbound) {
        return KeyMaterial.read(
                inbound.certificate() == null ? Path.of("") : inbound.certificate(),
                inbound.privateKey(),
                KeyMaterial.password(inbound.password(), inbound.passwordFile()));
    }

    private static String days(X509Certificate certificate) throws IOException {
        CertificateNotes notes =
                new CertificateNotes(certificate, Clock.systemUTC().instant());
        if (notes.daysLeft() < 30) {
            throw new IOException("our certificate has " + notes.daysLeft() + " days left: bars cert renew");
        }
        return "our certificate has " + notes.daysLeft() + " days left";
    }

    /** From outside in: what is met at the name that the proxy uses must be our own certificate. */
    private String presented(KeyMaterial own) throws Exception {
        X509Certificate leaf = own.chain().get(0);
        String named = endpoint.orElse(Certificates.commonName(leaf.getSubjectX500Principal()));
        String host = named.replaceFirst(":\\d+$", "");
        int port = named.equals(host) ? 443 : Integer.parseInt(named.substring(host.length() + 1));
        ShowingTrust trust = new ShowingTrust();
        try (Socket plain = connected(host, port);
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
        if (!met.equals(leaf)) {
            throw new IOException(host + ":" + port + " presents another certificate, of \""
                    + Certificates.commonName(met.getIssuerX500Principal())
                    + "\": a firewall or balancer in the path ends TLS; it must pass TCP through (docs/network.md)");
        }
        return host + ":" + port + " presents our certificate; whether it is reached from outside, the proxy will show";
    }

    private static Socket connected(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    host + ":" + port + " is not reached (" + e.getMessage() + "): look at DNS, firewall and routes",
                    e);
        }
    }
}
