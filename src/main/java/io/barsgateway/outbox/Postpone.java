package io.barsgateway.outbox;

import ca.uhn.fhir.parser.DataFormatException;
import io.barsgateway.fhir.fault.Cause;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What becomes of work that failed: another attempt later, or, where that would only repeat the failure, undelivered with
 * its reason. An answer below 500 is final but for 408, 425 and 429, which ask for patience.
 */
@Component
public final class Postpone {

    private static final Logger log = LoggerFactory.getLogger(Postpone.class);
    private static final Set<Integer> PATIENCE = Set.of(408, 425, 429);

    private final WorkQueue queue;
    private final Backoff backoff;
    private final Clock clock;

    Postpone(WorkQueue queue, RetryProperties retry, Clock clock) {
        this.queue = queue;
        this.backoff = new Backoff(retry, () -> ThreadLocalRandom.current().nextDouble());
        this.clock = clock;
    }

    public void postpone(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure, @Variable("work") @Nullable Work work) {
        if (work == null) {
            log.warn("Work could not be claimed: {}", FailureReason.of(failure));
            return;
        }
        Optional<String> hopeless = hopeless(failure);
        if (hopeless.isPresent()) {
            queue.setAside(work, hopeless.get(), Refusal.of(failure, hopeless.get()));
            log.error("Undelivered {} {}: {}", work.meaning(), work, hopeless.get());
            return;
        }
        Duration wait = backoff.after(work.attempts());
        queue.postpone(work, clock.instant().plus(wait), FailureReason.of(failure));
        log.warn("Postponed {} {} by {} ms: {}", work.meaning(), work, wait.toMillis(), FailureReason.of(failure));
    }

    private static Optional<String> hopeless(Throwable failure) {
        if (failure instanceof CannotSucceed known) {
            return Optional.of(String.valueOf(known.getMessage()));
        }
        if (Cause.root(failure) instanceof DataFormatException) {
            return Optional.of("no view can be made of the message; its original is held");
        }
        return failure instanceof HttpOperationFailedException http
                        && http.getStatusCode() < 500
                        && !PATIENCE.contains(http.getStatusCode())
                ? Optional.of("the local system answered " + http.getStatusCode())
                : Optional.empty();
    }
}
