package io.barsgateway.operate.metrics;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.HeldWork;
import io.barsgateway.outbox.duty.HeldWork.Waiting;
import io.barsgateway.outbox.lane.AttemptKind;
import io.barsgateway.receive.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much is held for each service and how old the oldest is, as the last look found it; 0 for a service that has nothing. */
@Component
final class MeasureWork implements Measured {

    private final HeldWork held;
    private final Tenants tenants;
    private final Clock clock;

    MeasureWork(HeldWork held, Tenants tenants, Clock clock) {
        this.held = held;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public void measure(Readings readings) {
        HeldWork.Look look = held.last();
        if (!look.answered()) {
            // What was held is not known: better no line than a wrong one
            return;
        }
        look.waiting().forEach(waiting -> add(readings, waiting));
        Set<String> busy = look.waiting().stream()
                .map(waiting -> waiting.kind() + " " + waiting.service())
                .collect(Collectors.toSet());
        tenants.all().forEach(tenant -> List.of(WorkKind.DELIVER, WorkKind.SEND).stream()
                .filter(kind -> !busy.contains(kind + " " + tenant.id()))
                .forEach(kind -> add(readings, nothing(kind, tenant.id()))));
    }

    private void add(Readings readings, Waiting work) {
        add(readings, work, "waiting", work.waiting(), work.since());
        add(readings, work, "late", work.late().count(), work.late().since());
        add(readings, work, "overdue", work.overdue().count(), work.overdue().since());
        add(readings, work, "undelivered", work.undelivered(), work.undeliveredSince());
        add(
                readings,
                work,
                "retried",
                work.setAside().retried(),
                work.setAside().retriedSince());
        add(readings, work, "returning", work.returning(), work.returningSince());
    }

    private void add(Readings readings, Waiting work, String state, long count, @Nullable Instant since) {
        String kind = AttemptKind.of(work.kind()).label();
        double age = since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
        readings.add(Metric.WORK, count, kind, work.service(), state);
        readings.add(Metric.WORK_OLDEST, age, kind, work.service(), state);
    }

    private static Waiting nothing(WorkKind kind, ServiceId service) {
        HeldWork.Late none = new HeldWork.Late(0, "", null, null);
        HeldWork.SetAside nothing = new HeldWork.SetAside(0, null, "", 0, "");
        return new Waiting(kind, service.toString(), 0, null, none, none, 0, null, nothing, 0, "", null, "", 0);
    }
}
