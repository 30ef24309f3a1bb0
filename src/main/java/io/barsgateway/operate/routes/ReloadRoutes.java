package io.barsgateway.operate.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes an edited route file into the running gateway. A file that does not load leaves its old routes in place and is told
 * of until it is mended; Camel's own watcher dies of some such files without a word.
 *
 * <p>No SmartLifecycle: Spring would start Camel, on which this depends, before its routes are there.
 */
@Component
public final class ReloadRoutes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReloadRoutes.class);

    private final CamelContext camel;
    private final RoutesProperties routes;
    private final Map<Path, FileTime> seen = new HashMap<>();
    private final Map<Path, String> broken = new HashMap<>();
    private @Nullable ScheduledExecutorService watcher;

    ReloadRoutes(CamelContext camel, RoutesProperties routes) {
        this.camel = camel;
        this.routes = routes;
    }

    /** Begins to watch once the routes stand. */
    @EventListener(ApplicationReadyEvent.class)
    void watch() {
        long millis = routes.routesWatch().toMillis();
        if (millis > 0) {
            files().forEach(file -> seen.put(file, modified(file)));
            watcher = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "routes");
                thread.setDaemon(true);
                return thread;
            });
            watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** The files that did not load when they were last changed, and why; empty where all did. */
    public synchronized Map<Path, String> broken() {
        return Map.copyOf(broken);
    }

    private synchronized void look() {
        if (!camel.getStatus().isStarted()) {
            return;
        }
        for (Path file : files().toList()) {
            FileTime time = modified(file);
            if (!time.equals(seen.put(file, time))) {
                load(file);
            }
        }
    }

    private void load(Path file) {
        try {
            Resource resource = PluginHelper.getResourceLoader(camel).resolveResource("file:" + file);
            PluginHelper.getRoutesLoader(camel).updateRoutes(resource);
            broken.remove(file);
            log.info("Took the changed routes of {}", file.getFileName());
        } catch (Exception | LinkageError e) {
            String reason =
                    Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            broken.put(file, reason.lines().findFirst().orElse(""));
            log.error("The changed routes of {} do not load, the old ones stay: {}", file.getFileName(), reason);
        }
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(routes.routes())) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        } catch (IOException e) {
            log.error("The routes folder {} cannot be read", routes.routes());
            return Stream.empty();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.shutdownNow();
        }
    }
}
