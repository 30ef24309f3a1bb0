package io.barsgateway.audit;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What the audit has sealed, counted by event, outcome and service since this process began: {@code bars_events_total}. Of two
 * gateways on one store each counts what it sealed, so that their sum is right.
 */
@Component
public final class EventCounts {

    /** More services than anybody serves: what callers name beyond it is counted as one. */
    private static final int SERVICES = 1000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> services = ConcurrentHashMap.newKeySet();

    /** @param others that count something of their own */
    EventCounts(List<MeterBinder> others) {
        new ProcessorMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        others.forEach(other -> other.bindTo(registry));
    }

    void count(String what, String outcome, String service) {
        boolean told = services.contains(service) || (services.size() < SERVICES && services.add(service));
        registry.counter("bars.events", "what", what, "outcome", outcome, "service", told ? service : "other")
                .increment();
    }

    /** In the text format of Prometheus. */
    public String text() {
        return registry.scrape();
    }
}
