package io.barsgateway.operate.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of one moment. */
final class Readings {

    private final Map<Metric, Map<Labels, Double>> values = new EnumMap<>(Metric.class);

    /**
     * One value; of two with the same labels the smaller one stays.
     *
     * @param labels values, in the order of the labels of the metric
     */
    void add(Metric metric, double value, String... labels) {
        values.computeIfAbsent(metric, none -> new LinkedHashMap<>())
                .merge(Labels.of(metric.labels(), List.of(labels)), value, Math::min);
    }

    /** A count. */
    void add(Metric metric, long count, String... labels) {
        add(metric, (double) count, labels);
    }

    /** 1 or 0. */
    void add(Metric metric, boolean so, String... labels) {
        add(metric, so ? 1 : 0, labels);
    }

    /** A time as Prometheus writes one: seconds since 1970. */
    void add(Metric metric, Instant time, String... labels) {
        add(metric, time.toEpochMilli() / 1000.0, labels);
    }

    List<MetricSnapshot> snapshots() {
        return values.entrySet().stream()
                .map(entry -> snapshot(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> values) {
        if (metric.isCounter()) {
            CounterSnapshot.Builder counter =
                    CounterSnapshot.builder().name(metric.stem()).help(metric.help());
            values.forEach((labels, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
            return counter.build();
        }
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.stem()).help(metric.help());
        values.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }
}
