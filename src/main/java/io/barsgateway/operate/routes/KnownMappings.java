package io.barsgateway.operate.routes;

import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Services that name a mapping which the running routes do not have are not taken; they are once the mapping is there. */
@Component
final class KnownMappings implements PrepareServices {

    private final RunningRoutes running;

    KnownMappings(RunningRoutes running) {
        this.running = running;
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<String> missing = CheckMappings.missing(next, running.mappings());
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missing));
        }
        return () -> {};
    }
}
