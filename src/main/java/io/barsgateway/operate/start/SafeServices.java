package io.barsgateway.operate.start;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Services that would not have been started with are not taken while the gateway runs either. */
@Component
final class SafeServices implements PrepareServices {

    private final HomeProperties home;
    private final KnownSettings known;
    private final SettingsFile settings;

    SafeServices(HomeProperties home, KnownSettings known, SettingsFile settings) {
        this.home = home;
        this.known = known;
        this.settings = settings;
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<String> unknown = known.unknown(settings.now());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(String.join("; ", unknown));
        }
        if (home.environment() == Environment.PROD) {
            String reasons = DemonstrationServices.reasons(next).entrySet().stream()
                    .map(reason -> reason.getKey() + ": " + reason.getValue())
                    .collect(Collectors.joining("; "));
            if (!reasons.isEmpty()) {
                throw new IllegalStateException(reasons);
            }
        }
        return () -> {};
    }
}
