package io.barsgateway.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A monitor sees the services that its credential may act for, and what belongs to none. */
class ExportMetricsTest {

    private static final String OURS = "https://fhir.nhs.uk/Id/dos-service-id|2000011111";
    private static final String THEIRS = "https://fhir.nhs.uk/Id/dos-service-id|2000022222";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> asked = new java.util.HashSet<>();

    private String text(Predicate<String> mayShow, Measured... parts) {
        return new ExportMetrics(registry, List.of(parts)).text(service -> {
            asked.add(service);
            return mayShow.test(service);
        });
    }

    private static void work(Readings readings) {
        readings.add(Metric.RUNNING, 1L, "delivery", OURS, "");
        readings.add(Metric.RUNNING, 2L, "delivery", THEIRS, "");
        readings.add(Metric.RUNNING, 3L, "sending", "", "target");
        readings.add(Metric.READY, true);
    }

    @Test
    void lines_of_other_services_are_left_out() {
        assertThat(text(OURS::equals, ExportMetricsTest::work))
                .contains("\"" + OURS + "\"", "bars_ready 1.0", "service=\"\"", "target=\"target\"")
                .doesNotContain(THEIRS);
    }

    @Test
    void one_who_may_act_for_nobody_sees_what_belongs_to_no_service() {
        assertThat(text(service -> false, ExportMetricsTest::work))
                .contains("bars_ready 1.0", "service=\"\"")
                .doesNotContain(OURS, THEIRS);
    }

    @Test
    void each_kind_of_meter_is_cut_to_what_may_be_shown() {
        for (String service : List.of(OURS, THEIRS)) {
            Counter.builder("c").tag("service", service).register(registry).increment();
            registry.gauge("g", List.of(io.micrometer.core.instrument.Tag.of("service", service)), 1);
            Timer.builder("s").tag("service", service).register(registry).record(Duration.ofMillis(5));
            Timer.builder("h")
                    .tag("service", service)
                    .publishPercentileHistogram()
                    .register(registry)
                    .record(Duration.ofMillis(5));
        }

        String shown = text(OURS::equals);

        assertThat(shown).doesNotContain(THEIRS);
        for (String name : List.of("c_total", "g", "s_seconds_count", "h_seconds_bucket")) {
            assertThat(shown).contains(name + "{service=\"" + OURS + "\"");
        }
    }

    @Test
    void nobody_is_asked_about_an_empty_name() {
        text(service -> true, ExportMetricsTest::work);

        assertThat(asked).contains(OURS, THEIRS);
        assertThat(text(service -> !service.isEmpty(), ExportMetricsTest::work)).contains("target=\"target\"");
    }
}
