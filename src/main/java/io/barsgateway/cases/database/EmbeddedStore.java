package io.barsgateway.cases.database;

import io.barsgateway.trust.keys.PrivateFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the gateway's own, as durable as any: fsync and synchronous commit on, passwords by SCRAM, its data in the
 * home and nobody else's to read. One gateway per home; a server that a killed gateway left behind is stopped first.
 */
final class EmbeddedStore implements AutoCloseable {

    static final String USER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FileChannel lock;
    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedStore(FileChannel lock, EmbeddedPostgres postgres, String password) {
        this.lock = lock;
        this.postgres = postgres;
        this.password = password;
    }

    /** Starts the server in {@code home/store}; the first start makes the database. */
    static EmbeddedStore start(Path home, Path binaries) {
        Path folder = folder(home);
        Path data = folder.resolve("data");
        try {
            PrivateFiles.makeFolder(folder);
            PrivateFiles.makeFolder(binaries);
            FileChannel lock = lockOf(folder);
            stopOrphan(data);
            String password = password(folder.resolve("password"));
            return new EmbeddedStore(lock, server(data, binaries, folder.resolve("password"), password), password);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("The embedded PostgreSQL did not start in " + folder + ": " + hint(e), e);
        }
    }

    /** Below the home. */
    static Path folder(Path home) {
        return home.resolve("store");
    }

    String url() {
        return postgres.getJdbcUrl(USER, "postgres");
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lock.close();
    }

    private static EmbeddedPostgres server(Path data, Path binaries, Path passwordFile, String password)
            throws IOException {
        // The library tidies this folder; left to its default it would be a shared one
        System.setProperty("ot.epg.working-dir", binaries.toString());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password)
                // Options of initdb: they come after the library's own "-A trust", and win
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C")
                // The library turns both off; a message acknowledged is a message on disk
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // The server's own log must not quote the statements it fails on
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("log_error_verbosity", "terse")
                .start();
    }

    /** Held while this process lives: the second gateway on one home is refused, not let into the same data. */
    private static FileChannel lockOf(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IllegalStateException("another gateway is using it");
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("another gateway in this process is using it", e);
        }
    }

    /** A killed gateway's server goes on alone. We hold the lock, so it is nobody's: it is asked to stop, and waited for. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> orphan = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(process -> isServerOf(data, process));
        if (orphan.isEmpty()) {
            return;
        }
        log.warn(
                "Stopping the PostgreSQL that a killed gateway left running (process {})",
                orphan.get().pid());
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the PostgreSQL left running did not stop; end process "
                            + orphan.get().pid() + " and start again",
                    e);
        }
    }

    /** Process ids are given again: only a process that names our data folder is our server. */
    private static boolean isServerOf(Path data, ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                .isPresent();
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, UUID.randomUUID().toString() + UUID.randomUUID());
        }
        return Files.readString(file).strip();
    }

    private static String hint(Exception e) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return e.getMessage()
                + (root && !String.valueOf(e.getMessage()).startsWith("another gateway")
                        ? " (as root it needs user namespaces: where there are none, run as another user or set bars.store.url)"
                        : "");
    }
}
