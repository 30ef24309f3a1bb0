package io.barsgateway.cases.decide;

import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the start which services take no bookings although their use cases have them, and which take them unseen. */
@Component
final class WarnOfBookings {

    private static final Logger log = LoggerFactory.getLogger(WarnOfBookings.class);

    private final Tenants tenants;

    WarnOfBookings(Tenants tenants) {
        this.tenants = tenants;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        for (Tenant tenant : tenants.all()) {
            if (!tenant.takesBookings()) {
                log.warn(
                        "Bookings of service {} are refused with 422: set slots, confirm.url, or accept.new-booking: accept-first",
                        tenant.id().value());
            }
        }
    }
}
