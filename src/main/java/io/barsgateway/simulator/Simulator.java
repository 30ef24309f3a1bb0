package io.barsgateway.simulator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The far side on one HTTPS port: API-M, the BaRS API Proxy, another organisation, and the gateway's local system. */
public final class Simulator implements AutoCloseable {

    /** API key of the one application that its API-M knows. */
    public static final String API_KEY = ApiM.API_KEY;

    /** kid of that application's key. */
    public static final String KEY_ID = ApiM.KEY_ID;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpsServer server;
    private final ExecutorService threads;
    private final Journal journal;
    private final FarEnd farEnd;
    private final LocalSystem localSystem;
    private final ApiM apiM;

    /**
     * Where things are.
     *
     * @param host address to listen on
     * @param port 0 takes a free one
     * @param name host name under which the gateway, and the simulator itself, reach it
     */
    public record Settings(
            String host, int port, String name, LocalPki pki, Catalogue catalogue, LocalSide localSide) {}

    private Simulator(
            HttpsServer server, ExecutorService threads, Journal journal, FarEnd farEnd, LocalSystem local, ApiM apiM) {
        this.server = server;
        this.threads = threads;
        this.journal = journal;
        this.farEnd = farEnd;
        this.localSystem = local;
        this.apiM = apiM;
    }

    /** Opens the port. */
    public static Simulator start(Settings settings, Clock clock) {
        try {
            LocalPki pki = settings.pki();
            HttpsServer server = HttpsServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
            SSLContext tls = ClientTls.context(Certificates.read(pki.root()), pki.material("simulator"));
            server.setHttpsConfigurator(new WantsClients(tls));
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "simulator");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            String base =
                    "https://" + settings.name() + ":" + server.getAddress().getPort();
            HttpClient http = HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .sslContext(ClientTls.context(Certificates.read(pki.root()), pki.material("proxy")))
                    .build();
            Journal journal = new Journal(clock);
            ApiM apiM = new ApiM(pki, base + "/oauth2/token", journal, clock);
            FarEnd farEnd = new FarEnd(new FarSender(base, apiM, http), journal, threads, clock);
            LocalSystem local = new LocalSystem(settings.localSide(), localSystemClient(pki), journal);
            settings.catalogue().farEndAt(base + "/far-end/FHIR/R4");
            server.createContext("/oauth2/", apiM);
            server.createContext(
                    "/booking-and-referral/FHIR/R4/", new Proxy(apiM, settings.catalogue(), http, journal));
            server.createContext("/far-end/", farEnd);
            server.createContext("/local-system/", local);
            server.start();
            return new Simulator(server, threads, journal, farEnd, local, apiM);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Shows a certificate of its own where the gateway's local side asks for one. */
    private static HttpClient localSystemClient(LocalPki pki) {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(ClientTls.context(Certificates.read(pki.root()), pki.material("simulator")))
                .build();
    }

    /** Every access token given so far is good no more, as when an application's key is changed. */
    public void revokeTokens() {
        apiM.revoke();
    }

    /** A good access token of another application. */
    public String token() {
        return apiM.issue();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Journal journal() {
        return journal;
    }

    public FarEnd farEnd() {
        return farEnd;
    }

    public LocalSystem localSystem() {
        return localSystem;
    }

    @Override
    public void close() {
        server.stop(0);
        localSystem.close();
        threads.shutdownNow();
    }

    /** The far end is a Receiver and asks for a certificate; API-M and the proxy take callers without one. */
    private static final class WantsClients extends HttpsConfigurator {

        private WantsClients(SSLContext tls) {
            super(tls);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setWantClientAuth(true);
            parameters.setSSLParameters(tls);
        }
    }
}
