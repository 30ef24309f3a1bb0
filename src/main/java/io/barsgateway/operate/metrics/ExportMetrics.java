package io.barsgateway.operate.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All metrics as they are now, without those of services that whoever asks may not act for. */
@Component
final class ExportMetrics {

    private static final String SERVICE = "service";

    private final PrometheusMeterRegistry registry;
    private final List<Measured> parts;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();

    ExportMetrics(PrometheusMeterRegistry registry, List<Measured> parts) {
        this.registry = registry;
        this.parts = List.copyOf(parts);
    }

    /**
     * In the text format of Prometheus.
     *
     * @param mayShow whether the lines of a service, as the label has it, may be shown; lines without one are
     */
    String text(Predicate<String> mayShow) {
        Readings readings = new Readings();
        parts.forEach(part -> part.measure(readings));
        Predicate<Labels> isShown = labels -> Optional.ofNullable(labels.get(SERVICE))
                .filter(mayShow.negate())
                .filter(service -> !service.isEmpty())
                .isEmpty();
        List<MetricSnapshot> shown = Stream.concat(
                        registry.getPrometheusRegistry().scrape().stream(), readings.snapshots().stream())
                .flatMap(all -> ShownLines.of(all, isShown).stream())
                .toList();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, new MetricSnapshots(shown));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written to", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
