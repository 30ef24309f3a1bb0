package io.barsgateway.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever anybody names, a monitor can hold the lines. */
class BoundedLabelTest {

    @Test
    void the_first_values_are_told_apart_and_all_others_are_one() {
        BoundedLabel label = new BoundedLabel(2);

        assertThat(label.of("a")).isEqualTo("a");
        assertThat(label.of("b")).isEqualTo("b");
        assertThat(label.of("c")).isEqualTo("other");
        assertThat(label.of("a")).as("known before").isEqualTo("a");
    }

    @Test
    void no_value_is_none_of_them() {
        BoundedLabel label = new BoundedLabel(0);

        assertThat(label.of("")).isEmpty();
        assertThat(label.of("a")).isEqualTo("other");
    }

    @Test
    void no_meter_has_more_services_or_routes_than_the_bound() {
        PrometheusMeterRegistry registry = new MetricsConfiguration().meterRegistry();
        EventCounts counts = new EventCounts(registry);

        IntStream.range(0, 3000).forEach(number -> {
            counts.count("request", "refused", "service-" + number);
            registry.counter("camel.exchanges.total", "routeId", "route-" + number)
                    .increment();
        });

        assertThat(values(registry, "bars.events", "service")).isEqualTo(2001);
        assertThat(values(registry, "camel.exchanges.total", "routeId")).isEqualTo(301);
        assertThat(registry.get("bars.events")
                        .tag("service", BoundedLabel.OTHER)
                        .counter()
                        .count())
                .as("none is lost")
                .isEqualTo(1000);
    }

    @Test
    void what_a_route_of_a_users_own_counts_is_not_exported() {
        PrometheusMeterRegistry registry = new MetricsConfiguration().meterRegistry();

        registry.counter("patients", "nhsNumber", "9434765919").increment();
        registry.counter("bars.events", "what", "request").increment();

        assertThat(registry.scrape()).contains("bars_events_total").doesNotContain("patients", "9434765919");
    }

    private static long values(PrometheusMeterRegistry registry, String name, String label) {
        return registry.find(name).meters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .filter(tag -> tag.getKey().equals(label))
                .map(Tag::getValue)
                .distinct()
                .count();
    }
}
