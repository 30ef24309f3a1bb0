package io.barsgateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;

/** One gateway, started by {@code bars run} in a folder of its own; it and its PostgreSQL end with {@link #close}. */
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
     * Starts it; {@link #awaitReady} is to follow.
     *
     * @param installation the folder of {@code bars}
     * @param settings with its home and the port of its listener
     * @param heap the most that its heap may take, such as 256m; empty for what {@code bars run} chooses
     */
    static BenchGateway start(Path installation, Path home, int port, String settings, String heap) throws IOException {
        Path file = Files.writeString(home.resolve("gateway.yaml"), settings);
        ProcessBuilder command = bars(installation, home.resolve("gateway.log"), "run", "--config", file.toString());
        if (!heap.isEmpty()) {
            Map<String, String> environment = command.environment();
            environment.merge("BARS_JAVA_OPTIONS", "-Xmx" + heap, (before, more) -> before + " " + more);
        }
        return new BenchGateway(home, port, command.start());
    }

    /** What {@code bars} learns once of the program, for starts that are fast: no part of what is measured. */
    static void learn(Path installation, Path home) throws IOException, InterruptedException {
        bars(installation, home.resolve("learn.log"), "run", "--config", "/dev/null/none")
                .start()
                .waitFor();
    }

    private static ProcessBuilder bars(Path installation, Path log, String... arguments) {
        ProcessBuilder command = new ProcessBuilder(installation.resolve("bars").toString());
        command.command().addAll(List.of(arguments));
        return command.redirectErrorStream(true).redirectOutput(log.toFile());
    }

    /** Returns when its listener is open. */
    void awaitReady() throws IOException, InterruptedException {
        Path log = home.resolve("gateway.log");
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(log).contains("ready: gateway")) {
            if (System.nanoTime() > end || process.waitFor(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new IOException("The gateway did not start: " + Files.readString(log));
            }
        }
    }

    int port() {
        return port;
    }

    /** Of the gateway alone, without its PostgreSQL. */
    long pid() {
        return process.pid();
    }

    /** Bytes that it has allocated so far. */
    long allocated() throws IOException, JMException {
        try (AllocatedBytes bytes = AllocatedBytes.of(process.pid())) {
            return bytes.soFar();
        }
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

    /** The JDBC URL of its PostgreSQL, whose owner is {@code postgres}. */
    String storeUrl() throws IOException {
        List<String> running = Files.readAllLines(home.resolve("store/data/postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:" + running.get(3) + "/postgres";
    }

    String storePassword() throws IOException {
        return Files.readString(storePasswordFile()).strip();
    }

    /** Where another process finds the password, which no command line may have. */
    Path storePasswordFile() {
        return home.resolve("store/password");
    }

    /** A connection to its PostgreSQL, as its owner. */
    Connection store() throws IOException, SQLException {
        return DriverManager.getConnection(storeUrl(), "postgres", storePassword());
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
