package io.barsgateway.audit.trace;

import io.barsgateway.audit.watch.Replaceable;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How many spans the collector never got: {@code bars_spans_dropped_total}. Those that found the queue full are counted by the SDK, those
 * of a call that failed here.
 */
@Component
public final class DroppedSpans implements MetricReader {

    private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");
    private static final String PROCESSED = "processedSpans";

    private static final Logger log = LoggerFactory.getLogger(DroppedSpans.class);

    private final AtomicLong notTaken = new AtomicLong();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final Replaceable<CollectionRegistration> queue = new Replaceable<>(CollectionRegistration.noop());

    /** Since the start. */
    public long count() {
        return notTaken.get()
                + queue.get().collectAllMetrics().stream()
                        .filter(metric -> metric.getName().equals(PROCESSED))
                        .map(MetricData::getLongSumData)
                        .flatMap(sum -> sum.getPoints().stream())
                        .filter(point ->
                                Boolean.TRUE.equals(point.getAttributes().get(DROPPED)))
                        .mapToLong(LongPointData::getValue)
                        .sum();
    }

    /** One line when it begins to fail, one when it is over. */
    private void note(int spans, boolean taken) {
        if (!taken) {
            notTaken.addAndGet(spans);
        }
        if (fails.getAndSet(!taken) == taken) {
            if (taken) {
                log.info("The collector of traces takes spans again, {} were dropped so far", count());
            } else {
                log.warn("The collector of traces takes no spans; they are dropped until it does");
            }
        }
    }

    /** The same exporter, of which each call that fails is counted. */
    SpanExporter counting(SpanExporter exporter) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                int many = spans.size();
                CompletableResultCode result = exporter.export(spans);
                return result.whenComplete(() -> note(many, result.isSuccess()));
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }

    @Override
    public void register(CollectionRegistration registration) {
        queue.set(registration);
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
