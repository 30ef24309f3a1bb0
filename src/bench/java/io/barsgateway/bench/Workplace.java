package io.barsgateway.bench;

import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.util.FileSystemUtils;

/** Where one benchmark works: its folder, its certificates, its local system, and the gateways that it has started. */
final class Workplace implements AutoCloseable {

    private final Path root;
    private final Path folder;
    private final String heap;
    private final PrintWriter out;
    private final LocalPki pki;
    private final Sink sink;
    private final Deque<BenchGateway> gateways = new ConcurrentLinkedDeque<>();

    private Workplace(Path root, Path folder, String heap, PrintWriter out) throws IOException {
        this.root = root;
        this.folder = folder;
        this.heap = heap;
        this.out = out;
        pki = new LocalPki(folder.resolve("pki")).make(Clock.systemUTC());
        sink = Sink.start();
    }

    /**
     * However the benchmark ends, nothing that it made stays.
     *
     * @param root the folder of the {@code bars} that is measured
     * @param heap of each gateway, such as 256m; empty for what {@code bars run} chooses
     */
    static Workplace make(Path root, String heap, PrintWriter out) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(root.resolve("target/bench")), "run-");
        Workplace place = new Workplace(root, folder, heap, out);
        Runtime.getRuntime().addShutdownHook(new Thread(place::close));
        return place;
    }

    PrintWriter out() {
        return out;
    }

    LocalPki pki() {
        return pki;
    }

    Sink sink() {
        return sink;
    }

    /** A gateway of the version that is measured, with a PostgreSQL of its own. */
    BenchGateway gateway(String name) throws Exception {
        return gateway(name, root);
    }

    /**
     * A gateway with a PostgreSQL of its own, started twice: the second time PostgreSQL counts statements.
     *
     * @param installation the folder of its {@code bars}
     */
    BenchGateway gateway(String name, Path installation) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        BenchGateway.learn(installation, home);
        double first = secondsToReady(installation, home, "");
        try (BenchGateway prepared = gateways.getLast();
                Connection store = prepared.store()) {
            StoreCounts.prepare(store);
        }
        double second = secondsToReady(installation, home, "");
        out.printf("%s: ready after %.1f s, the second time after %.1f s%n", name, first, second);
        out.flush();
        return gateways.getLast();
    }

    /** A further gateway on the PostgreSQL of that one. */
    BenchGateway beside(BenchGateway other, String name) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        secondsToReady(root, home, "  store: { url: \"%s\", username: postgres, password: \"%s\" }%n"
                .formatted(other.storeUrl(), other.storePassword()));
        return gateways.getLast();
    }

    private double secondsToReady(Path installation, Path home, String more) throws Exception {
        int port = OwnProcess.freePort();
        String settings = """
                bars:
                  environment: local
                  home: %s
                  inbound: { host: 127.0.0.1, port: %d, certificate: %s, private-key: %s }
                  pki: { roots: [%s], issuers: [%s] }
                  local: { port: %d }
                  services:
                    - { id: "%s", use-cases: [all], versions: [all] }
                    - { id: "%s", use-cases: [all], versions: [all] }
                  delivery: { url: "%s" }
                """.formatted(
                        home,
                        port,
                        pki.certificate("gateway"),
                        pki.key("gateway"),
                        pki.root(),
                        pki.issuer(),
                        OwnProcess.freePort(),
                        RequestBytes.SERVICE,
                        RequestBytes.PAUSED_SERVICE,
                        sink.url())
                + more;
        long begun = System.nanoTime();
        BenchGateway gateway = BenchGateway.start(installation, home, port, settings, heap);
        gateways.addLast(gateway);
        gateway.awaitReady();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** A second call does nothing. The last gateway ends first: it may use the PostgreSQL of an earlier one. */
    @Override
    public synchronized void close() {
        for (BenchGateway last = gateways.pollLast(); last != null; last = gateways.pollLast()) {
            last.close();
        }
        sink.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
