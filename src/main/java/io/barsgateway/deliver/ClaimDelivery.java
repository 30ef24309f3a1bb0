package io.barsgateway.deliver;

import io.barsgateway.deliver.address.DeliveryAddresses;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.claim.ClaimWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leases the next message that is due for a local system which has room for it; nothing where none is. */
@Component
public final class ClaimDelivery {

    private final ClaimWork work;
    private final DeliveryAddresses addresses;
    private final DeliveryProperties delivery;

    ClaimDelivery(ClaimWork work, DeliveryAddresses addresses, DeliveryProperties delivery) {
        this.work = work;
        this.addresses = addresses;
        this.delivery = delivery;
    }

    public @Nullable Work claim() {
        if (addresses.deliverable().isEmpty()) {
            work.rest(delivery.every());
            return null;
        }
        return work.next(WorkKind.DELIVER, delivery.every()).orElse(null);
    }
}
