package io.barsgateway.outbox.lane;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.Outcome;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/**
 * How long attempts take and what they come to ({@code bars_attempts_seconds}), and how long messages are held until they are
 * delivered or sent ({@code bars_held_seconds}); docs/operating.md, Metrics.
 */
@Component
public final class AttemptTimes {

    /** In milliseconds; the longest attempt has a deadline of 40 s. */
    private static final Duration[] OF_AN_ATTEMPT = LongStream.of(
                    25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, 40_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** In seconds: what is on time, then the limits of bars.due, then days. */
    private static final Duration[] OF_HOLDING = LongStream.of(
                    1, 2, 5, 15, 60, 300, 900, 1800, 3600, 14_400, 86_400, 259_200)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> attempts;
    private final MeterProvider<Timer> holding;

    public AttemptTimes(MeterRegistry registry) {
        attempts = Timer.builder("bars.attempts")
                .description("Attempts to deliver, to send, to ask a local system and to get a token, with their time")
                .serviceLevelObjectives(OF_AN_ATTEMPT)
                .withRegistry(registry);
        holding = Timer.builder("bars.held")
                .description("How long messages were held until they were delivered or sent")
                .serviceLevelObjectives(OF_HOLDING)
                .withRegistry(registry);
    }

    /**
     * An attempt is over.
     *
     * @param service of ours that it was for; empty where it was for none
     */
    void took(AttemptKind kind, String service, Outcome outcome, Duration time) {
        attempts.withTags("kind", kind.label(), "outcome", outcome.label(), "service", service)
                .record(time);
    }

    /** A message is delivered or sent, that long after it was held. */
    public void held(Work work, Duration time) {
        holding.withTags(
                        "kind",
                        AttemptKind.of(work.kind()).label(),
                        "service",
                        work.service().toString())
                .record(time);
    }

    /** Asks for a token. */
    public <T> T ofToken(Supplier<T> endpoint) {
        long began = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            T token = endpoint.get();
            outcome = Outcome.WELL;
            return token;
        } finally {
            took(AttemptKind.TOKEN, "", outcome, Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
