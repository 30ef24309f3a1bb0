package io.barsgateway.deliver;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leases the next message that is due for a local system; nothing where none is, or where no delivery URL is set. */
@Component
public final class ClaimDelivery {

    private final WorkQueue queue;
    private final DeliveryAddresses addresses;
    private final Duration lease;

    ClaimDelivery(WorkQueue queue, DeliveryAddresses addresses, DeliveryProperties delivery) {
        this.queue = queue;
        this.addresses = addresses;
        this.lease = delivery.lease();
    }

    public @Nullable Work claim() {
        return addresses.areNone()
                ? null
                : queue.claim(Work.DELIVER, addresses.deliverable(), lease).orElse(null);
    }
}
