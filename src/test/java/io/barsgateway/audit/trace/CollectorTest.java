package io.barsgateway.audit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Processes;
import io.barsgateway.fixture.SpanCollector;
import io.barsgateway.fixture.SpanCollector.Told;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to a collector, and what one costs that does not take it. */
class CollectorTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    private static final int MANY = 20_000;

    private final DroppedSpans dropped = new DroppedSpans();

    private static TracingProperties to(String url, double sample, @Nullable Path headers) {
        return new TracingProperties(
                URI.create(url), sample, headers, List.of(), Duration.ofMillis(50), Duration.ofSeconds(2));
    }

    /** How long it took to tell so many, in milliseconds. */
    private static long tellMany(Tracing tracing) {
        long begun = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            tracing.under(Traced.DELIVERY, null).end();
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    @Test
    void a_span_arrives_with_its_parent_its_fields_and_nothing_else(@TempDir Path folder) throws Exception {
        Path headers =
                Files.writeString(folder.resolve("headers"), "Authorization: Bearer of-the-collector\nX-Team: bars\n");
        try (SpanCollector collector = SpanCollector.start();
                Collector way = Collector.of(to(collector.url(), 1, headers), dropped)) {
            Trace trace = new Tracing(way.telemetry())
                    .under(Traced.DELIVERY, PARENT)
                    .with(TraceField.CORRELATION_ID, "c1")
                    .with(TraceField.REFERENCE, "");
            String goesOn = trace.parent();
            trace.fail(new IllegalStateException("CANARYNAME was here"));

            Told told = collector.await(1, span -> true).get(0);

            assertThat(told.name()).isEqualTo("delivery");
            assertThat(told.trace()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(told.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(goesOn)
                    .as("whether or not the caller sampled it")
                    .isEqualTo("00-" + told.trace() + "-" + told.id() + "-01");
            assertThat(told.fields())
                    .hasSize(2)
                    .containsEntry("bars.correlation_id", "c1")
                    .containsEntry("error.type", "IllegalStateException");
            assertThat(collector.everything())
                    .contains("of-the-collector", "bars-gateway")
                    .doesNotContain("CANARYNAME");
            assertThat(dropped.count()).isZero();
        }
    }

    @Test
    void a_sample_of_zero_exports_no_spans_and_continues_the_trace() {
        try (SpanCollector collector = SpanCollector.start();
                Collector way = Collector.of(to(collector.url(), 0, null), dropped)) {
            Trace trace = new Tracing(way.telemetry()).under(Traced.DELIVERY, PARENT);
            trace.end();

            assertThat(trace.parent())
                    .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                    .endsWith("-00");
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> collector.calls() == 0);
        }
    }

    @Test
    void a_collector_that_is_away_costs_spans_only_and_they_are_counted() {
        String nobody = "http://127.0.0.1:" + Processes.freePort() + "/v1/traces";
        try (LogLines log = new LogLines();
                Collector way = Collector.of(to(nobody, 1, null), dropped)) {
            assertThat(tellMany(new Tracing(way.telemetry()))).isLessThan(5_000);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> dropped.count() == MANY);
            assertThat(log.all())
                    .as("one line for the outage, however many calls fail in it")
                    .containsExactly(
                            "WARN DroppedSpans The collector of traces takes no spans; they are dropped until it does");
        }
    }

    @Test
    void so_does_one_that_hangs() {
        try (SpanCollector collector = SpanCollector.hanging();
                Collector way = Collector.of(to(collector.url(), 1, null), dropped)) {
            assertThat(tellMany(new Tracing(way.telemetry()))).isLessThan(5_000);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> dropped.count() == MANY);
            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void without_an_endpoint_there_is_no_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TracingProperties nowhere =
                new TracingProperties(null, 1, null, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (Collector way = Collector.of(nowhere, dropped)) {
            new Tracing(way.telemetry()).under(Traced.DELIVERY, PARENT).end();
            assertThat(before).containsAll(Thread.getAllStackTraces().keySet());
        }
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> to("collector:4318", 1, null)).hasMessageContaining("bars.tracing.endpoint");
        assertThatThrownBy(() -> to("http://c/v1/traces", 1.5, null)).hasMessageContaining("bars.tracing.sample");
        assertThatThrownBy(() -> to("http://c/v1/traces", Double.NaN, null))
                .hasMessageContaining("bars.tracing.sample");
    }
}
