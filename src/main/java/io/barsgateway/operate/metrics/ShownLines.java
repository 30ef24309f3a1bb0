package io.barsgateway.operate.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Of one metric, the lines that may be shown. */
final class ShownLines {

    private ShownLines() {}

    /** Empty where some may not be shown and the metric is of a kind that is not known here. */
    static Optional<MetricSnapshot> of(MetricSnapshot all, Predicate<Labels> isShown) {
        MetricMetadata about = all.getMetadata();
        if (all.getDataPoints().stream().allMatch(line -> isShown.test(line.getLabels()))) {
            return Optional.of(all);
        }
        if (all instanceof CounterSnapshot counter) {
            return Optional.of(new CounterSnapshot(about, of(counter.getDataPoints(), isShown)));
        }
        if (all instanceof GaugeSnapshot gauge) {
            return Optional.of(new GaugeSnapshot(about, of(gauge.getDataPoints(), isShown)));
        }
        if (all instanceof HistogramSnapshot histogram) {
            return Optional.of(
                    new HistogramSnapshot(histogram.isGaugeHistogram(), about, of(histogram.getDataPoints(), isShown)));
        }
        return all instanceof SummarySnapshot summary
                ? Optional.of(new SummarySnapshot(about, of(summary.getDataPoints(), isShown)))
                : Optional.empty();
    }

    private static <L extends DataPointSnapshot> List<L> of(List<L> lines, Predicate<Labels> isShown) {
        return lines.stream().filter(line -> isShown.test(line.getLabels())).toList();
    }
}
