package io.barsgateway.send.proxy;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.claim.ClaimWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leases the next message that is due for a target which has room for it; nothing where none is, or while the Sender is not set up. */
@Component
public final class ClaimSending {

    private final ClaimWork work;
    private final boolean ready;
    private final SenderProperties sender;

    ClaimSending(ClaimWork work, Application application, SenderProperties sender) {
        this.work = work;
        this.ready = application.missing().isEmpty();
        this.sender = sender;
    }

    public @Nullable Work claim() {
        if (!ready) {
            work.rest(sender.every());
            return null;
        }
        return work.next(WorkKind.SEND, sender.every()).orElse(null);
    }
}
