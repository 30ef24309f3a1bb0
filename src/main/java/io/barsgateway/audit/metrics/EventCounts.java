package io.barsgateway.audit.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * What the audit has sealed, counted by event, outcome and service since this process began: {@code bars_events_total}. Of two
 * gateways on one store each counts what it sealed, so that their sum is right.
 */
@Component
public final class EventCounts {

    private final MeterRegistry registry;

    EventCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One more of that event, with that outcome, about that service; empty where it is about none. */
    public void count(String what, String outcome, String service) {
        registry.counter("bars.events", "what", what, "outcome", outcome, "service", service)
                .increment();
    }
}
