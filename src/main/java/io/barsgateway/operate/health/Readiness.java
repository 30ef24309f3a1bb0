package io.barsgateway.operate.health;

import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.audit.watch.StoreState;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.outbox.duty.HeldWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Whether messages can be taken in now: the port of the proxy's side is open and the store can be written. It waits for neither. */
@Component
public final class Readiness {

    /** A look that takes longer than this hangs: the store does not answer. */
    private static final Duration STALE = Duration.ofSeconds(8);

    private final Listener inbound;
    private final HeldWork held;
    private final StoreOutage outage;
    private final Clock clock;

    Readiness(@Qualifier("inboundListener") Listener inbound, HeldWork held, StoreOutage outage, Clock clock) {
        this.outage = outage;
        this.inbound = inbound;
        this.held = held;
        this.clock = clock;
    }

    public boolean isReady() {
        return isListening() && isStored();
    }

    public boolean isListening() {
        return inbound.boundPort() > 0;
    }

    /** What is wrong with it where it is not. */
    StoreState store() {
        if (isStored()) {
            return StoreState.ANSWERS;
        }
        return outage.state() == StoreState.CANNOT_WRITE ? StoreState.CANNOT_WRITE : StoreState.DOES_NOT_ANSWER;
    }

    /** Whether the store answered the last look, and could be written, which was just now. */
    public boolean isStored() {
        HeldWork.Look look = held.last();
        return look.answered() && look.at().plus(STALE).isAfter(clock.instant());
    }
}
