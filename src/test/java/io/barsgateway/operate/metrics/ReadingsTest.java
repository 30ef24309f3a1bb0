package io.barsgateway.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The values of one moment, as a monitor reads them. */
class ReadingsTest {

    private static List<String> lines(Measured part) {
        return new ExportMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of(part))
                .text(service -> true)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void a_count_is_a_counter_and_keeps_its_name() {
        assertThat(lines(readings -> readings.add(Metric.AUDIT_LOST, 3L))).containsExactly("bars_audit_lost_total 3.0");
    }

    @Test
    void what_is_so_is_one_and_what_is_not_is_nought() {
        assertThat(lines(readings -> {
                    readings.add(Metric.READY, true);
                    readings.add(Metric.STORE_UP, false);
                }))
                .containsExactly("bars_ready 1.0", "bars_store_up 0.0");
    }

    @Test
    void a_time_is_in_seconds_since_1970() {
        assertThat(lines(readings -> readings.add(Metric.AUDIT_UP_TO_DATE, Instant.parse("2026-01-01T00:00:00.500Z"))))
                .containsExactly("bars_audit_written_timestamp_seconds 1.7672256005E9");
        assertThat(lines(readings ->
                        readings.add(Metric.LIST_NEXT, Instant.parse("9999-12-31T23:59:59Z"), "CN=without an end")))
                .singleElement()
                .asString()
                .endsWith(" 2.53402300799E11");
    }

    /** Of two revocation lists of one CA, the one that is due first. */
    @Test
    void of_two_values_for_the_same_labels_the_smaller_stays() {
        assertThat(lines(readings -> {
                    readings.add(Metric.CONNECTIONS, 7L, "inbound");
                    readings.add(Metric.CONNECTIONS, 2L, "inbound");
                    readings.add(Metric.CONNECTIONS, 5L, "inbound");
                    readings.add(Metric.CONNECTIONS, 9L, "local");
                }))
                .containsExactly(
                        "bars_listener_connections{listener=\"inbound\"} 2.0",
                        "bars_listener_connections{listener=\"local\"} 9.0");
    }

    @Test
    void a_label_may_hold_quotes_line_breaks_and_other_letters() {
        assertThat(lines(readings -> readings.add(Metric.CONNECTIONS, 1L, "\"É\"\n\\")))
                .containsExactly("bars_listener_connections{listener=\"\\\"É\\\"\\n\\\\\"} 1.0");
    }

    @Test
    void a_label_too_few_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> new Readings().add(Metric.RUNNING, 1L, "delivery"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void without_values_there_are_no_lines() {
        assertThat(lines(readings -> {})).isEmpty();
    }
}
