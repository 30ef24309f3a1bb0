package io.barsgateway.receive.tenant;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.service.Tenant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes bars.services and bars.partners of an edited settings file while the gateway runs: as a whole, or not at all. */
@Component
final class ReloadServices {

    private static final Logger log = LoggerFactory.getLogger(ReloadServices.class);
    private static final String PREFIX = "bars";

    private final Tenants tenants;
    private final Partners partners;
    private final List<PrepareServices> others;
    private final SettingsFile settings;
    private final WatchFiles watch;

    ReloadServices(
            Tenants tenants, Partners partners, List<PrepareServices> others, SettingsFile settings, WatchFiles watch) {
        this.tenants = tenants;
        this.partners = partners;
        this.others = List.copyOf(others);
        this.settings = settings;
        this.watch = watch;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        watch.watchFromStart("bars.services", List::of, this::take);
    }

    private void take() {
        PartnersProperties nextPartners = settings.bind(PREFIX, PartnersProperties.class);
        List<Tenant> next = settings.bind(PREFIX, ServicesProperties.class).tenants();
        if (next.equals(tenants.all()) && partners.are(nextPartners)) {
            return;
        }
        List<Runnable> last = others.stream().map(other -> other.prepare(next)).toList();
        last.forEach(Runnable::run);
        int before = tenants.all().size();
        partners.replace(nextPartners);
        tenants.replace(next);
        log.info("Serves {} services from now on, and served {} before", next.size(), before);
    }
}
