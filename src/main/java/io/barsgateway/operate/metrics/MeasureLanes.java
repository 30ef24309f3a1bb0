package io.barsgateway.operate.metrics;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.lane.AttemptKind;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.lane.Lanes.State;
import io.barsgateway.receive.tenant.Tenants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How each neighbour does, as this gateway sees it: each service's local system, and every other neighbour that has once been seen
 * with attempts or failures.
 */
@Component
final class MeasureLanes implements Measured {

    /** More neighbours than a gateway has; further ones are measured only while they have attempts or failures. */
    private static final int REMEMBERED = 2000;

    private final Map<String, State> seen = new ConcurrentHashMap<>();
    private final Lanes lanes;
    private final Tenants tenants;

    MeasureLanes(Lanes lanes, Tenants tenants) {
        this.tenants = tenants;
        this.lanes = lanes;
    }

    @Override
    public void measure(Readings readings) {
        tenants.all().forEach(tenant -> remember(WorkKind.DELIVER, tenant.id().toString()));
        seen.replaceAll((name, before) -> atRest(before.kind(), before.lane()));
        for (State state : lanes.states()) {
            String name = state.kind() + " " + state.lane();
            if (seen.size() < REMEMBERED || seen.containsKey(name)) {
                seen.put(name, state);
            } else {
                add(readings, state);
            }
        }
        seen.values().forEach(state -> add(readings, state));
    }

    private void remember(WorkKind kind, String lane) {
        if (seen.size() < REMEMBERED) {
            seen.putIfAbsent(kind + " " + lane, atRest(kind, lane));
        }
    }

    private static State atRest(WorkKind kind, String lane) {
        return new State(kind, lane, 0, 0, false);
    }

    private static void add(Readings readings, State state) {
        String kind = AttemptKind.of(state.kind()).label();
        boolean sending = state.kind() == WorkKind.SEND;
        boolean fallback = state.lane().startsWith(Work.fallbackLane(""));
        String service = sending
                ? ""
                : fallback ? state.lane().substring(Work.fallbackLane("").length()) : state.lane();
        String target = sending ? state.lane() : fallback ? "fallback" : "";
        readings.add(Metric.BREAKER_OPEN, state.open(), kind, service, target);
        readings.add(Metric.FAILURES, state.failures(), kind, service, target);
        readings.add(Metric.RUNNING, state.attempts(), kind, service, target);
    }
}
