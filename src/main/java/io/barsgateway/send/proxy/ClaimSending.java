package io.barsgateway.send.proxy;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leases the next message that is due for the proxy; nothing where none is, or while the Sender is not set up. */
@Component
public final class ClaimSending {

    private final WorkQueue queue;
    private final boolean ready;
    private final Duration lease;

    ClaimSending(WorkQueue queue, Application application, SenderProperties sender) {
        this.queue = queue;
        this.ready = application.missing().isEmpty();
        this.lease = sender.lease();
    }

    public @Nullable Work claim() {
        return ready ? queue.claim(Work.SEND, List.of(), lease).orElse(null) : null;
    }
}
