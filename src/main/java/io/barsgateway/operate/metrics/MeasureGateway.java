package io.barsgateway.operate.metrics;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.incident.Incidents;
import io.barsgateway.audit.metrics.BoundedLabel;
import io.barsgateway.audit.trace.DroppedSpans;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.operate.health.Readiness;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How the gateway itself does: its doors, its memory, its audit, its alarms. */
@Component
final class MeasureGateway implements Measured {

    /** There are about thirty words that alarms begin with. */
    private static final int ALARMS = 100;

    private final BoundedLabel words = new BoundedLabel(ALARMS);
    private final Readiness readiness;
    private final List<Listener> listeners;
    private final WorkingMemory memory;
    private final Refusals refusals;
    private final AuditTrail audit;
    private final DroppedSpans spans;
    private final Incidents incidents;

    MeasureGateway(
            Readiness readiness,
            List<Listener> listeners,
            WorkingMemory memory,
            Refusals refusals,
            AuditTrail audit,
            DroppedSpans spans,
            Incidents incidents) {
        this.spans = spans;
        this.readiness = readiness;
        this.listeners = List.copyOf(listeners);
        this.memory = memory;
        this.refusals = refusals;
        this.audit = audit;
        this.incidents = incidents;
    }

    /** A kind of alarm, as its labels name it. */
    private record Alarm(String word, boolean taken) {}

    @Override
    public void measure(Readings readings) {
        readings.add(Metric.READY, readiness.isReady());
        readings.add(Metric.STORE_UP, readiness.isStored());
        readings.add(Metric.DOCUMENTS, memory.taken());
        listeners.stream().map(Listener::load).forEach(load -> {
            readings.add(Metric.CONNECTIONS, load.connections(), load.listener());
            readings.add(Metric.REQUESTS, load.working(), load.listener(), "working");
            readings.add(Metric.REQUESTS, load.waiting(), load.listener(), "waiting");
        });
        refusals.counts().forEach((kind, count) -> readings.add(Metric.REFUSED, count, kind.stage(), kind.rule()));
        AuditTrail.Backlog backlog = audit.backlog();
        readings.add(Metric.AUDIT_UP_TO_DATE, backlog.upToDate());
        readings.add(Metric.AUDIT_WAITING, backlog.waiting());
        readings.add(Metric.AUDIT_LOST, backlog.lost());
        readings.add(Metric.SPANS_DROPPED, spans.count());
        incidents.standing().stream()
                .collect(Collectors.groupingBy(
                        incident -> new Alarm(
                                words.of(incident.subject().split(" ", 2)[0]),
                                !incident.owner().isEmpty()),
                        Collectors.counting()))
                .forEach((alarm, count) ->
                        readings.add(Metric.ALARMS, count, alarm.word(), String.valueOf(alarm.taken())));
    }
}
