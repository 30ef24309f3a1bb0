package io.barsgateway.operate.routes;

import io.barsgateway.operate.routefiles.RouteProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A start that is refused, since the routes folder is not whole. */
public final class BrokenRoutes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenRoutes(List<RouteProblem> problems) {
        super(problems.stream().map(RouteProblem::toString).collect(Collectors.joining("\n")));
    }
}
