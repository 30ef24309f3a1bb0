package io.barsgateway.bench;

import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The gateway, started by {@code bars run} in a folder of its own; it and its PostgreSQL end with {@link #close}. */
final class BenchGateway implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final Path home;
    private final int port;
    private final Process process;

    private BenchGateway(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /**
     * Returns when its listener is open.
     *
     * @param started told of it as soon as its process runs
     */
    static BenchGateway start(
            Path root, Path home, LocalPki pki, String delivery, AtomicReference<BenchGateway> started)
            throws Exception {
        int port = freePort();
        Path settings = Files.writeString(home.resolve("gateway.yaml"), """
                bars:
                  environment: local
                  home: %s
                  inbound: { host: 127.0.0.1, port: %d, certificate: %s, private-key: %s }
                  pki: { roots: [%s], issuers: [%s] }
                  local: { port: %d }
                  services: [ { id: "%s", use-cases: [all], versions: [all] } ]
                  delivery: { url: "%s" }
                """.formatted(
                        home,
                        port,
                        pki.certificate("gateway"),
                        pki.key("gateway"),
                        pki.root(),
                        pki.issuer(),
                        freePort(),
                        RequestBytes.SERVICE,
                        delivery));
        Process process = new ProcessBuilder(root.resolve("bars").toString(), "run", "--config", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("gateway.log").toFile())
                .start();
        BenchGateway gateway = new BenchGateway(home, port, process);
        started.set(gateway);
        gateway.awaitReady();
        return gateway;
    }

    /** What {@code bars} learns once of the program, for starts that are fast: no part of what is measured. */
    static void prepare(Path root, Path home) throws IOException, InterruptedException {
        new ProcessBuilder(root.resolve("bars").toString(), "run", "--config", "/dev/null/none")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prepare.log").toFile())
                .start()
                .waitFor();
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(home.resolve("gateway.log")).contains("ready: gateway")) {
            if (System.nanoTime() > end || process.waitFor(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new IOException("The gateway did not start: " + Files.readString(home.resolve("gateway.log")));
            }
        }
    }

    int port() {
        return port;
    }

    /** The process of the gateway alone. */
    Usage usage() throws IOException {
        return Usage.of(List.of(process.pid()));
    }

    /** The processes of its PostgreSQL, which is no child of the gateway's. */
    Usage storeUsage() throws IOException {
        return Usage.of(storeProcesses().map(ProcessHandle::pid).toList());
    }

    private Stream<ProcessHandle> storeProcesses() throws IOException {
        Path running = home.resolve("store/data/postmaster.pid");
        return Files.exists(running)
                ? ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(running).get(0).strip()))
                        .stream()
                        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                : Stream.empty();
    }

    /** A connection to its PostgreSQL, as its owner. */
    Connection store() throws IOException, SQLException {
        Path folder = home.resolve("store");
        List<String> running = Files.readAllLines(folder.resolve("data/postmaster.pid"));
        String password = Files.readString(folder.resolve("password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + running.get(3) + "/postgres", "postgres", password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A second call does nothing. */
    @Override
    public synchronized void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        try {
            storeProcesses().forEach(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL in " + home + " may run on", e);
        }
    }
}
