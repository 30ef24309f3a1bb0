package io.barsgateway.operate.start;

import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Services that would not have been started with are not taken while the gateway runs either. */
@Component
final class SafeServices implements PrepareServices {

    private final HomeProperties home;
    private final SafetyProperties safety;

    SafeServices(HomeProperties home, SafetyProperties safety) {
        this.home = home;
        this.safety = safety;
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<String> unsafe = new ArrayList<>();
        if (home.environment() == Environment.PROD) {
            DemonstrationServices.reasons(next).forEach((rule, reason) -> unsafe.add(rule + ": " + reason));
        }
        if (!safety.iKnow().contains("plain-http")) {
            PlainHttp.reasons(next).forEach(reason -> unsafe.add("plain-http: " + reason));
        }
        if (!unsafe.isEmpty()) {
            throw new IllegalStateException(String.join("; ", unsafe));
        }
        return () -> {};
    }
}
