package io.barsgateway.outbox.claim;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.Backoff;
import io.barsgateway.outbox.attempt.FailedAttempt;
import io.barsgateway.outbox.attempt.FailureReason;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.content.Refusal;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.outbox.queue.WorkQueue;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What becomes of work that failed: another attempt later; or, where that would only repeat the failure, set aside with its
 * reason, under an alarm; or, where no view of it can be made, its original to the fallback URL of its service.
 */
@Component
public final class Postpone {

    private static final Logger log = LoggerFactory.getLogger(Postpone.class);

    private final WorkQueue queue;
    private final Lanes lanes;
    private final FallbackAlarm alarm;
    private final Backoff backoff;
    private final StoreOutage outage;

    Postpone(WorkQueue queue, Lanes lanes, FallbackAlarm alarm, RetryProperties retry, StoreOutage outage) {
        this.outage = outage;
        this.queue = queue;
        this.lanes = lanes;
        this.alarm = alarm;
        this.backoff = new Backoff(
                retry.first(), retry.max(), () -> ThreadLocalRandom.current().nextDouble());
    }

    public void postpone(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("work") @Nullable Work work,
            @Variable("mayLeave") @Nullable Boolean left,
            @Variable("inOwnRoute") @Nullable Boolean inOwnRoute) {
        String reason = FailureReason.of(failure);
        if (work == null) {
            if (!outage.explains(failure)) {
                log.warn("Work could not be claimed: {}", reason);
            }
            return;
        }
        FailedAttempt attempt = FailedAttempt.of(failure, left != null, inOwnRoute != null);
        lanes.leave(work.place(), attempt.outcome(), reason);
        try {
            boolean mayBeThere = left != null && (inOwnRoute != null || !FailedAttempt.neverArrived(failure));
            decide(work, attempt, failure, reason, work.mayHaveArrived() || mayBeThere);
        } catch (DataAccessException | TransactionException e) {
            // Its lease lapses, and it is claimed again
            if (!outage.explains(e)) {
                throw e;
            }
        }
    }

    private void decide(Work work, FailedAttempt attempt, Throwable failure, String reason, boolean arrived) {
        boolean tooOld = work.age().compareTo(lanes.of(work.kind()).giveUpAfter(work)) > 0;
        switch (attempt) {
            case LATE -> log.info("Dropped a late attempt: {}, {}", reason, work);
            case REFUSED, HOPELESS -> setAside(work, failure, reason, arrived);
            case UNMADE -> setAsideOrFallBack(work, failure, reason, arrived);
            case OURS ->
                setAsideOrFallBack(
                        work,
                        failure,
                        "a fault of ours or of an edited route, it cannot be made ready to leave: " + reason,
                        arrived);
            case WRONG_SET_UP, FAILED, OUTAGE -> {
                if (tooOld && attempt != FailedAttempt.OUTAGE) {
                    setAside(work, failure, "after " + work.age().toHours() + " hours of attempts: " + reason, arrived);
                } else {
                    again(work, reason, arrived);
                }
            }
        }
    }

    private void again(Work work, String reason, boolean arrived) {
        Duration wait = lanes.atMost(work.place(), backoff.after(work.attempts()));
        queue.postpone(work, wait, reason, arrived);
        // Not a warning: where many fail there is one alarm, of the lane
        log.info("Postponed {} {} by {} ms: {}", work.meaning(), work, wait.toMillis(), reason);
    }

    private void setAsideOrFallBack(Work work, Throwable failure, String reason, boolean arrived) {
        if (work.fallback() || !lanes.of(work.kind()).hasFallback(work)) {
            setAside(work, failure, reason, arrived);
            return;
        }
        queue.fallBack(work, reason, arrived);
        log.error("The original goes to delivery.fallback {} {}: {}", work.meaning(), work, reason);
        alarm.refresh();
    }

    private void setAside(Work work, Throwable failure, String reason, boolean arrived) {
        queue.setAside(work, reason, Refusal.of(failure, reason), arrived);
        log.error("Undelivered {} {}: {}", work.meaning(), work, reason);
    }
}
