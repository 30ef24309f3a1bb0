package io.barsgateway.operate.routes;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.operate.routecheck.CheckRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.UnreadFiles;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes an edited folder of routes into the running gateway, as a whole or not at all. A set with a mistake is not taken: the running
 * one stays, health and one line of the log say file, line and cause, until the folder is mended.
 *
 * <p>No SmartLifecycle: Spring would start Camel, on which this depends, before its routes are there.
 */
@Component
public final class ReloadRoutes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReloadRoutes.class);
    private static final String ALARM = "routes";
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final RoutesProperties routes;
    private final CheckRoutes checker;
    private final RunningRoutes running;
    private final Alarms alarms;
    private final Replaceable<RouteSet> taken;
    private final Replaceable<RouteSet> seen;
    private final Replaceable<List<RouteProblem>> unread = new Replaceable<>(List.of());
    private final Replaceable<Refused> refused = new Replaceable<>(new Refused(null, List.of(), 0));
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "routes", true));

    /** The set that was looked at last and not taken; null where it was. */
    private record Refused(@Nullable RouteSet set, List<RouteProblem> problems, long atNanos) {}

    ReloadRoutes(RoutesProperties routes, CheckRoutes checker, RunningRoutes running, Alarms alarms)
            throws IOException {
        this.routes = routes;
        this.checker = checker;
        this.running = running;
        this.alarms = alarms;
        this.taken = new Replaceable<>(RouteSet.read(routes.routes()));
        this.seen = new Replaceable<>(taken.get());
    }

    /** Camel would start with what is left of a set, or name no file: a start with a broken one is refused here. */
    @PostConstruct
    void refuseBrokenStart() {
        List<RouteProblem> problems = checker.look(taken.get());
        if (!problems.isEmpty()) {
            throw new BrokenRoutes(problems);
        }
    }

    /** Begins to watch once the routes stand. */
    @EventListener(ApplicationReadyEvent.class)
    void watch() {
        long millis = routes.routesWatch().toMillis();
        if (millis > 0) {
            watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** What is wrong with the folder as it is now; empty where it is what runs. */
    public List<RouteProblem> problems() {
        return refused.get().problems();
    }

    /** The set that runs. */
    RouteSet taken() {
        return taken.get();
    }

    private void look() {
        if (!running.isRunning()) {
            return;
        }
        try {
            warnOfUnread();
            RouteSet now = RouteSet.read(routes.routes());
            if (now.equals(taken.get())) {
                mended(now);
            } else if (!now.equals(seen.get())) {
                // Somebody may be writing still: taken when two looks have found the same
                seen.set(now);
            } else if (!now.equals(refused.get().set())
                    || System.nanoTime() - refused.get().atNanos() > AGAIN.toNanos()) {
                take(now);
            }
        } catch (Exception | LinkageError | StackOverflowError e) {
            refuse(null, List.of(new RouteProblem("routes", 0, "the folder cannot be read: " + Cause.of(e))));
        }
    }

    /** Once for each change: a file with another ending is as if it were not there. */
    private void warnOfUnread() throws IOException {
        List<RouteProblem> now = UnreadFiles.in(routes.routes());
        if (!now.equals(unread.get())) {
            unread.set(now);
            now.forEach(file -> log.warn("A file of the routes folder is ignored: {}", file));
        }
    }

    private void take(RouteSet now) {
        CheckRoutes.Checked checked = checker.check(now);
        CamelContext context = checked.context();
        if (context == null) {
            refuse(now, checked.problems());
            return;
        }
        try {
            running.take(context);
        } catch (Exception | LinkageError e) {
            refuse(now, List.of(new RouteProblem("routes", 0, "do not start: " + Cause.of(e))));
            return;
        }
        RouteSet before = taken.get();
        taken.set(now);
        refused.set(new Refused(null, List.of(), 0));
        alarms.end(ALARM);
        log.info("Took the changed routes: {}", now.differences(before));
    }

    private void mended(RouteSet now) {
        alarms.settle(ALARM);
        if (!refused.get().problems().isEmpty()) {
            refused.set(new Refused(null, List.of(), 0));
            alarms.end(ALARM);
            log.info(
                    "The routes folder holds the running routes again, {} files",
                    now.files().size());
        }
    }

    private void refuse(@Nullable RouteSet set, List<RouteProblem> problems) {
        boolean news = !problems.equals(refused.get().problems());
        refused.set(new Refused(set, problems, System.nanoTime()));
        if (news) {
            alarms.raise(
                    ALARM,
                    "the changed route files are not used and the previous ones keep running; a start with the changed ones would be refused: "
                            + problems.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
