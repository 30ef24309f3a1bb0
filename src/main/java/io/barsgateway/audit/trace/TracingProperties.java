package io.barsgateway.audit.trace;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces are told.
 *
 * @param endpoint of a collector that takes spans by OTLP over HTTP, such as https://collector.local:4318/v1/traces; absent, there
 *     are no spans, and a traceparent that came in is only passed on
 * @param sample share of the traces that are told, from 0 to 1; the same traces at every gateway with the same share
 * @param headersFile lines {@code Name: value} that go with each call of the collector, such as an Authorization; read for each
 * @param roots files of the CAs behind an https endpoint, PEM; empty for the JVM's own
 * @param every how often spans are sent; up to 2,048 wait, the rest is dropped and counted
 * @param timeout for a call of the collector; what it does not take in time is dropped
 */
@ConfigurationProperties("bars.tracing")
public record TracingProperties(
        @Nullable URI endpoint,
        @DefaultValue("1.0") double sample,
        @Nullable Path headersFile,
        @DefaultValue List<Path> roots,
        @DefaultValue("1s") Duration every,
        @DefaultValue("5s") Duration timeout) {

    public TracingProperties {
        roots = List.copyOf(roots);
        if (endpoint != null
                && (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme()))) {
            throw new IllegalArgumentException("bars.tracing.endpoint must be an http or https URL");
        }
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("bars.tracing.sample must be from 0 to 1: " + sample);
        }
    }
}
