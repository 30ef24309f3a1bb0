package io.barsgateway.cases.database;

import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Gives each gateway of a story an embedded store that is made already: the first of a test run makes one, as a first start does, and
 * each takes a copy. Making one takes more processor time than all that most stories do. Gateways in processes of their own
 * make theirs themselves.
 */
public final class PreparedStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Below the folder of temporary files, which the build names, and removes before each run. */
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "prepared-store");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // Once every setting is known
        context.addBeanFactoryPostProcessor(beans -> prepare(context.getEnvironment()));
    }

    private static void prepare(Environment settings) {
        String home = settings.getProperty("bars.home");
        boolean embedded = settings.getProperty("bars.store.url", "").isBlank();
        if (home == null || !embedded || Files.exists(EmbeddedStore.folder(Path.of(home)))) {
            return;
        }
        try {
            Path made = made(Path.of(settings.getRequiredProperty("bars.store.binaries")));
            PrivateFiles.makeFolder(Path.of(home));
            copy(made, EmbeddedStore.folder(Path.of(home)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two test runs beside each other, in two processes, make one. */
    private static synchronized Path made(Path binaries) throws IOException {
        Files.createDirectories(FOLDER);
        Path store = EmbeddedStore.folder(FOLDER);
        Path done = FOLDER.resolve("done");
        try (FileChannel file =
                        FileChannel.open(FOLDER.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock turn = file.lock()) {
            if (turn.isValid() && !Files.exists(done)) {
                try (EmbeddedStore first = EmbeddedStore.start(FOLDER, binaries)) {
                    Flyway.configure()
                            .dataSource(first.url(), EmbeddedStore.USER, first.password())
                            .load()
                            .migrate();
                }
                Files.createFile(done);
            }
        }
        return store;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path one : all) {
            Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
