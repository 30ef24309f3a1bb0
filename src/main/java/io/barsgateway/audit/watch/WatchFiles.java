package io.barsgateway.audit.watch;

import io.barsgateway.fhir.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.PropertySources;
import org.springframework.stereotype.Component;

/**
 * Looks at files by their content, and takes a change once two looks in a row found the same. What does not load is an alarm,
 * and whatever was in use stays in use.
 */
@Component
public final class WatchFiles implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WatchFiles.class);

    /** The alarm of a settings file that cannot be used. */
    private static final String SETTINGS = "settings";

    /** Looks between two attempts at what failed, at the most. */
    private static final int LONGEST_WAIT = 32;

    private final SettingsFile settings;
    private final Alarms alarms;
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watcher;
    private boolean unfit;

    WatchFiles(WatchProperties properties, SettingsFile settings, Alarms alarms) {
        this.settings = settings;
        this.alarms = alarms;
        watcher = Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "watch", true));
        long millis = properties.watch().toMillis();
        if (millis > 0) {
            watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Watches from now on.
     *
     * @param subject what these files are, for the operator
     * @param files asked at each look; a folder stands for what is in it, and the settings file is always among them
     * @param take takes the change, or throws and leaves everything as it was
     */
    public void watch(String subject, Supplier<Collection<Path>> files, Runnable take) {
        Watched watched = new Watched(subject, files, take);
        watched.used = watched.content();
        watched.last = watched.used;
        watched.own = watched.digest(watched.files().stream());
        all.add(watched);
    }

    /** Watches a source in the same way, and also reads it at the first look: it may have changed since it was read at the start. */
    public void watchFromStart(String subject, Supplier<Collection<Path>> files, Runnable take) {
        Watched watched = new Watched(subject, files, take);
        watched.own = watched.digest(watched.files().stream());
        all.add(watched);
    }

    /** Nothing is taken while the settings themselves cannot be used: half of them would be as if they were not there. */
    private void look() {
        List<Watched> due = all.stream().filter(this::isDue).toList();
        all.stream()
                .filter(watched -> !watched.failed && !due.contains(watched))
                .forEach(watched -> alarms.settle(watched.subject));
        if (!due.isEmpty() || unfit) {
            judged().ifPresent(settings -> this.settings.with(settings, () -> due.forEach(Watched::take)));
        }
    }

    private boolean isDue(Watched watched) {
        try {
            return watched.isDue();
        } catch (RuntimeException e) {
            log.error("The watch over {} failed: {}", watched.subject, e.toString());
            return false;
        }
    }

    /** The settings as they are now; empty where they cannot be used. */
    private Optional<PropertySources> judged() {
        try {
            PropertySources judged = settings.judged();
            unfit = false;
            alarms.end(SETTINGS);
            return Optional.of(judged);
        } catch (RuntimeException e) {
            unfit = true;
            alarms.raise(
                    SETTINGS, "the changed settings cannot be used, and the last good ones stay in use: " + words(e));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    private final class Watched {

        private final String subject;
        private final Supplier<Collection<Path>> files;
        private final Runnable take;
        private String used = "";
        private String own = "";
        private String last = "";
        private boolean failed;
        private int waited;
        private int wait = 1;

        private Watched(String subject, Supplier<Collection<Path>> files, Runnable take) {
            this.subject = subject;
            this.files = files;
            this.take = take;
        }

        /** Whether there is something else than what is in use, and two looks in a row found it. */
        private boolean isDue() {
            String now = content();
            boolean settled = now.equals(last);
            last = now;
            return settled && (!now.equals(used) || isTimeAgain());
        }

        private void take() {
            wait = last.equals(used) ? Math.min(2 * wait, LONGEST_WAIT) : 1;
            waited = 0;
            // What was judged may be newer than what was looked at: it is taken again, or else what is put back would
            // not be
            used = content().equals(last) ? last : "";
            try {
                take.run();
                failed = false;
                alarms.end(subject);
                String mine = digest(files().stream());
                // A change of the settings file alone is told by whoever has taken something of it
                if (!mine.equals(own)) {
                    log.info("Took the changed files of {}", subject);
                }
                own = mine;
            } catch (RuntimeException e) {
                failed = true;
                // They may have changed since they were judged, and then there is one alarm, about them
                if (judged().isPresent()) {
                    alarms.raise(
                            subject,
                            "the file or setting as it is now cannot be used, and the last good one stays in use: "
                                    + words(e));
                }
            }
        }

        /** What failed is tried again: its reason may have been the store, or a file that comes later. */
        private boolean isTimeAgain() {
            waited++;
            return failed && waited >= wait;
        }

        private String content() {
            return digest(Stream.concat(settings.path().stream(), files().stream()));
        }

        private String digest(Stream<Path> named) {
            MessageDigest hash = Sha256.begun();
            named.flatMap(WatchFiles::expanded).sorted().forEach(file -> {
                hash.update(file.toString().getBytes(StandardCharsets.UTF_8));
                hash.update(bytes(file));
            });
            return Sha256.hex(hash, new byte[0]);
        }

        private Collection<Path> files() {
            try {
                return files.get();
            } catch (RuntimeException e) {
                // Settings that do not bind are told of when the change is taken
                return List.of();
            }
        }
    }

    private static Stream<Path> expanded(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.toList().stream();
        } catch (IOException e) {
            return Stream.of(path);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Of Spring's exceptions the words that somebody wrote are the innermost. */
    private static String words(RuntimeException failure) {
        Throwable told = failure;
        while (told.getClass().getName().startsWith("org.springframework.")
                && told.getCause() instanceof RuntimeException cause
                && cause.getMessage() != null) {
            told = cause;
        }
        return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    }
}
