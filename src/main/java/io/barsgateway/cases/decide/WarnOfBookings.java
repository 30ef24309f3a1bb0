package io.barsgateway.cases.decide;

import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenants;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says, when services begin to be served, which of them take no bookings. */
@Component
final class WarnOfBookings implements PrepareServices {

    private static final Logger log = LoggerFactory.getLogger(WarnOfBookings.class);
    private static final int NAMED = 10;

    private final Tenants tenants;

    WarnOfBookings(Tenants tenants) {
        this.tenants = tenants;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        warn(tenants.all());
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        return () -> warn(next);
    }

    private static void warn(List<Tenant> services) {
        List<String> without = services.stream()
                .filter(service -> !service.takesBookings())
                .map(service -> service.id().value())
                .toList();
        if (!without.isEmpty()) {
            log.warn(
                    "Bookings are refused with 422 by {} of {} services: {}{}; set slots, confirm.url or confirm.route, or"
                            + " accept.new-booking: accept-first for services that should accept them",
                    without.size(),
                    services.size(),
                    String.join(", ", without.subList(0, Math.min(NAMED, without.size()))),
                    without.size() > NAMED ? ", ..." : "");
        }
    }
}
