package io.barsgateway.audit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The way to a collector: spans wait in a bounded queue, a thread of its own sends them, and what finds no room or is not taken in time
 * is dropped and counted.
 */
final class Collector implements AutoCloseable {

    private static final int QUEUE = 2048;
    private static final int BATCH = 512;
    private static final long LAST_SECONDS = 2;

    private final OpenTelemetry telemetry;
    private final Runnable end;

    private Collector(OpenTelemetry telemetry, Runnable end) {
        this.telemetry = telemetry;
        this.end = end;
    }

    /** Where no endpoint is set there is no collector, no thread and no queue. */
    static Collector of(TracingProperties properties, DroppedSpans dropped) {
        if (properties.endpoint() == null) {
            return new Collector(OpenTelemetry.noop(), () -> {});
        }
        SdkMeterProvider meters =
                SdkMeterProvider.builder().registerMetricReader(dropped).build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "bars-gateway")))
                // By the id of a trace alone: whoever calls us does not decide what we send
                .setSampler(Sampler.traceIdRatioBased(properties.sample()))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(dropped.counting(exporter(properties.endpoint(), properties)))
                                .setMaxQueueSize(QUEUE)
                                .setMaxExportBatchSize(BATCH)
                                .setScheduleDelay(properties.every())
                                .setExporterTimeout(properties.timeout())
                                .setMeterProvider(meters)
                                .build())
                .build();
        return new Collector(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build(),
                () -> provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS));
    }

    private static SpanExporter exporter(URI endpoint, TracingProperties properties) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(properties.timeout())
                .setConnectTimeout(properties.timeout())
                // What is late is not worth a second call
                .setRetryPolicy(null);
        if (properties.headersFile() != null) {
            exporter.setHeaders(new CollectorHeaders(properties.headersFile()));
        }
        if (!properties.roots().isEmpty()) {
            exporter.setTrustedCertificates(pem(properties.roots()));
        }
        return exporter.build();
    }

    OpenTelemetry telemetry() {
        return telemetry;
    }

    private static byte[] pem(List<Path> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files) {
            try {
                all.writeBytes(Files.readAllBytes(file));
                all.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("bars.tracing.roots: " + file + " cannot be read", e);
            }
        }
        return all.toByteArray();
    }

    /** Sends what waits, for a moment at most. */
    @Override
    public void close() {
        end.run();
    }
}
