package io.barsgateway.operate.routes;

import io.barsgateway.operate.routecheck.MissingOfRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Changed services that name a route or a file which the running routes have not are not taken; they are tried again, and so may come first. */
@Component
final class PrepareRoutesOfServices implements PrepareServices {

    private final MissingOfRoutes missing;
    private final ReloadRoutes routes;

    PrepareRoutesOfServices(MissingOfRoutes missing, ReloadRoutes routes) {
        this.missing = missing;
        this.routes = routes;
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<RouteProblem> problems = missing.problems(routes.taken(), next);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    problems.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
        }
        return () -> {};
    }
}
