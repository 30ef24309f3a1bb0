package io.barsgateway.cases.hold;

import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.SameSubject;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.hold.CommitHolding.Came;
import io.barsgateway.cases.hold.CommitHolding.Written;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.claim.ReadyWork;
import io.barsgateway.outbox.queue.Lease;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Holds an accepted message: its bytes, its ids, its case and the delivery it asks for, in one commit. It returns a
 * receipt only after that commit, so that nothing is acknowledged which is not on disk.
 */
@Component
public final class HoldMessage {

    private static final Logger log = LoggerFactory.getLogger(HoldMessage.class);
    private static final int MOST_TIMES = 5;

    private final CommitHolding commit;
    private final Outcomes outcomes;
    private final Repeats repeats;
    private final ReadyWork ready;
    private final Clock clock;

    HoldMessage(CommitHolding commit, Outcomes outcomes, Repeats repeats, ReadyWork ready, Clock clock) {
        this.commit = commit;
        this.outcomes = outcomes;
        this.repeats = repeats;
        this.ready = ready;
        this.clock = clock;
    }

    /** Holds the message. Null where its case has changed since it was read: nothing is held then, and the route decides on the message again. */
    public @Nullable Receipt hold(
            @Variable("attempt") Attempt attempt,
            @Variable("message") Message message,
            @Variable("known") @Nullable HeldCase known,
            @Variable("acceptance") Acceptance acceptance,
            @Variable("sameSubject") SameSubject subject,
            @Variable("decider") Decider decider,
            @ExchangeProperty(Exchange.LOOP_INDEX) int timesBefore) {
        List<String> warnings = Stream.concat(message.warnings().stream(), subject.warnings().stream())
                .toList();
        Holding holding = new Holding(attempt, message, known, acceptance, warnings, decider, clock.instant());
        Came came;
        try {
            came = write(holding);
        } catch (DuplicateKeyException e) {
            throw new Fault(FaultCode.INVARIANT, Repeats.sameBundle(message), e);
        }
        switch (came) {
            case FIRST -> logAccepted(holding);
            case SECOND -> throw refusal(attempt, message);
            case OVERTAKEN -> {
                return nothingYet(timesBefore);
            }
        }
        return new Receipt(acceptance.ids().message(), acceptance.state().reference());
    }

    /** A lease is reserved for a new case only: what follows in a case waits for what came before it. */
    private Came write(Holding holding) {
        int size = holding.message().parsed().original().size();
        Optional<Lease> lease = holding.known() == null && holding.decider() != Decider.LOCAL_SYSTEM
                ? ready.reserve(holding.attempt().service(), size)
                : Optional.empty();
        boolean handedOver = false;
        try {
            Written written = commit.of(holding, lease);
            if (lease.isPresent() && written.came() == Came.FIRST) {
                ready.handOver(holding.work(written.work(), lease.get()));
                handedOver = true;
            }
            return written.came();
        } finally {
            if (lease.isPresent() && !handedOver) {
                ready.release(size);
            }
        }
    }

    private static @Nullable Receipt nothingYet(int timesBefore) {
        if (timesBefore + 1 >= MOST_TIMES) {
            throw new Fault(
                    FaultCode.UNAVAILABLE, "Bundle: other messages about this case are being accepted at the moment");
        }
        return null;
    }

    /** Why this attempt may not hold the message: another attempt holds it, or has held it. */
    private Fault refusal(Attempt attempt, Message message) {
        // In this order: if the first attempt is committed between the two questions, the second one finds it
        boolean sameBundle = message.meaning().isNew() && outcomes.isSameBundleAccepted(attempt, message);
        return outcomes.of(attempt)
                .map(earlier -> repeats.of(attempt, earlier))
                .orElseGet(() -> sameBundle
                        ? new Fault(FaultCode.INVARIANT, Repeats.sameBundle(message))
                        : new Fault(
                                FaultCode.TOO_EARLY,
                                "X-Request-Id: The first attempt with it is still being processed"));
    }

    private static void logAccepted(Holding holding) {
        Attempt attempt = holding.attempt();
        Acceptance acceptance = holding.acceptance();
        attempt.trace()
                .with(TraceField.REFERENCE, acceptance.state().reference())
                .with(TraceField.MESSAGE_ID, acceptance.ids().message().toString());
        log.info(
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                holding.message().meaning(),
                acceptance.state().reference(),
                attempt.ids().requestId(),
                attempt.ids().correlationId(),
                attempt.service(),
                holding.message().useCase(),
                acceptance.ids().message());
    }
}
