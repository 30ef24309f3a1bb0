package io.barsgateway.receive.tenant;

import io.barsgateway.edge.AnsweredRequests;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.receive.InboundProperties;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/**
 * Counts and times the requests of the proxy's side, those that no route saw among them, by operation, status and service:
 * {@code bars_requests_seconds} (docs/operating.md, Metrics). No value comes from a request: an operation that is none of ours is
 * "other", and a service that is not served here is left out.
 */
@Component
final class CountRequests implements AnsweredRequests {

    private static final List<String> OPERATIONS =
            List.of("$process-message", "metadata", "MessageDefinition", "Slot", "Appointment", "ServiceRequest");

    /** In milliseconds; the Sender waits for 5 s (Core 1.5.0, Processing-Times). */
    private static final Duration[] BUCKETS = LongStream.of(25, 50, 100, 250, 500, 1000, 2000, 3000, 4000, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> requests;
    private final Tenants tenants;
    private final String basePath;

    CountRequests(MeterRegistry registry, Tenants tenants, InboundProperties inbound) {
        this.tenants = tenants;
        basePath = inbound.basePath() + "/";
        requests = Timer.builder("bars.requests")
                .description("Requests of the proxy's side with their time, from the last byte to the answer")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }

    @Override
    public void answered(HttpRequest request, int status, Duration took) {
        requests.withTags(
                        "operation",
                        operation(request.uri()),
                        "status",
                        status == NO_ANSWER ? "none" : String.valueOf(status),
                        "service",
                        service(request))
                .record(took);
    }

    private String operation(String uri) {
        String path = uri.replace("%24", "$");
        String name =
                path.startsWith(basePath) ? path.substring(basePath.length()).split("[/?]", 2)[0] : "";
        return OPERATIONS.contains(name) ? name : "other";
    }

    private String service(HttpRequest request) {
        String named = request.headers().get(TargetIdentifier.HEADER);
        if (named == null) {
            return "";
        }
        try {
            return tenants.of(TargetIdentifier.decoded(named))
                    .map(tenant -> tenant.id().toString())
                    .orElse("");
        } catch (Fault noTarget) {
            return "";
        }
    }
}
