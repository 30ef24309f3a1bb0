package io.barsgateway.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownLinesTest {

    private static boolean isOurs(Labels labels) {
        return "ours".equals(labels.get("service"));
    }

    private static InfoSnapshot.InfoDataPointSnapshot info(String service) {
        return InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(Labels.of("service", service))
                .build();
    }

    /** Whose lines cannot be told apart here are not shown at all, rather than all. */
    @Test
    void a_kind_that_is_not_known_is_shown_whole_or_not_at_all() {
        MetricSnapshot mixed = InfoSnapshot.builder()
                .name("build")
                .dataPoint(info("ours"))
                .dataPoint(info("theirs"))
                .build();
        MetricSnapshot ours =
                InfoSnapshot.builder().name("build").dataPoint(info("ours")).build();

        assertThat(ShownLines.of(mixed, ShownLinesTest::isOurs)).isEmpty();
        assertThat(ShownLines.of(ours, ShownLinesTest::isOurs)).contains(ours);
    }

    @Test
    void a_histogram_of_gauges_stays_one() {
        HistogramSnapshot.Builder all =
                HistogramSnapshot.builder().name("sizes").gaugeHistogram(true);
        for (String service : new String[] {"ours", "theirs"}) {
            all.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("service", service))
                    .classicHistogramBuckets(ClassicHistogramBuckets.builder()
                            .bucket(Double.POSITIVE_INFINITY, 1)
                            .build())
                    .build());
        }

        Optional<MetricSnapshot> shown = ShownLines.of(all.build(), ShownLinesTest::isOurs);

        assertThat(shown.map(MetricSnapshot::getDataPoints).orElseThrow()).hasSize(1);
        assertThat(((HistogramSnapshot) shown.orElseThrow()).isGaugeHistogram()).isTrue();
    }
}
