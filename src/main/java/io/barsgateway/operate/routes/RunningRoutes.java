package io.barsgateway.operate.routes;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.edge.listener.Listener;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The set of routes that runs: at first in Spring's own Camel context, after a change in one of its own. A new set is started beside
 * the running one, then the listeners hand every new request to it in one step, and the old set ends once what it had begun is done.
 */
@Component
final class RunningRoutes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningRoutes.class);

    /** By then every request that was handed to the old set has reached its route. */
    private static final long HANDED_MILLIS = 1000;

    private final CamelContext first;
    private final List<Listener> listeners;
    private final Replaceable<CamelContext> current;
    private final ScheduledExecutorService retiring = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "routes-retiring");
        thread.setDaemon(true);
        return thread;
    });

    RunningRoutes(CamelContext first, List<Listener> listeners) {
        this.first = first;
        this.listeners = List.copyOf(listeners);
        this.current = new Replaceable<>(first);
    }

    /** False before the first set has started, and from when the gateway stops. */
    boolean isRunning() {
        return first.getStatus().isStarted();
    }

    /** Takes a set that was built and does not run yet. Where it does not start, it is dropped and the running one stays. */
    void take(CamelContext next) throws Exception {
        try {
            next.getRouteController().startAllRoutes();
        } catch (Exception | LinkageError e) {
            next.stop();
            throw e;
        }
        CamelContext old = current.get();
        listeners.forEach(listener -> listener.serve(next));
        current.set(next);
        retiring.schedule(() -> retire(old), HANDED_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void retire(CamelContext old) {
        try {
            if (old.equals(first)) {
                // Spring's own context stays, for its beans; its routes end
                old.getRouteController().stopAllRoutes();
                for (String id : old.getRoutes().stream().map(Route::getRouteId).toList()) {
                    old.removeRoute(id);
                }
            } else {
                old.stop();
            }
        } catch (Exception e) {
            log.warn("A replaced set of routes did not end: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        retiring.shutdownNow();
        if (!current.get().equals(first)) {
            current.get().stop();
        }
    }
}
