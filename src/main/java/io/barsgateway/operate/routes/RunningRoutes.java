package io.barsgateway.operate.routes;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.edge.listener.Listener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
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

    /** Longer than a message may be on its way. */
    private static final long LONGEST_SECONDS = 300;

    private static final int AT_ONCE = 4;

    private final CamelContext first;
    private final List<Listener> listeners;
    private final Replaceable<CamelContext> current;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Set<CamelContext> others = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService retiring =
            Executors.newScheduledThreadPool(AT_ONCE, new CamelThreadFactory("#name#", "routes-retiring", true));

    RunningRoutes(CamelContext first, List<Listener> listeners) {
        this.first = first;
        this.listeners = List.copyOf(listeners);
        this.current = new Replaceable<>(first);
        // Spring's own context stops after the listeners have drained and before the beans go; so do the others
        first.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                close();
            }
        });
    }

    /** False before the first set has started, and from when the gateway stops. */
    boolean isRunning() {
        return first.getStatus().isStarted() && !stopped.get();
    }

    /** Takes a set that was built and does not run yet. Where it does not start, it is dropped and the running one stays. */
    void take(CamelContext next) throws Exception {
        synchronized (stopped) {
            if (!isRunning()) {
                next.stop();
                return;
            }
            others.add(next);
            try {
                next.getRouteController().startAllRoutes();
            } catch (Exception | LinkageError e) {
                end(next);
                throw e;
            }
            CamelContext old = current.get();
            listeners.forEach(listener -> listener.serve(next));
            current.set(next);
            retiring.schedule(() -> retire(old), HANDED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Its consumers stop at once and all together, its routes when nothing is in them any more. */
    private void retire(CamelContext old) {
        try {
            old.getShutdownStrategy()
                    .shutdown(
                            old,
                            old.getCamelContextExtension().getRouteStartupOrder(),
                            LONGEST_SECONDS,
                            TimeUnit.SECONDS);
            if (old.equals(first)) {
                // It stays, for its beans; its routes end
                old.getRouteController().stopAllRoutes();
                for (String id : old.getRoutes().stream().map(Route::getRouteId).toList()) {
                    old.removeRoute(id);
                }
            } else {
                end(old);
            }
        } catch (Exception | LinkageError e) {
            log.warn("A replaced set of routes did not end: {}", e.getClass().getSimpleName());
        }
    }

    private void end(CamelContext context) {
        others.remove(context);
        context.stop();
    }

    @Override
    public void close() {
        synchronized (stopped) {
            if (stopped.getAndSet(true)) {
                return;
            }
        }
        retiring.shutdownNow();
        others.forEach(this::end);
    }
}
