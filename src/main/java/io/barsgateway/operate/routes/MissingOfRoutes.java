package io.barsgateway.operate.routes;

import io.barsgateway.receive.tenant.NeededOfRoutes;
import io.barsgateway.receive.tenant.NeededOfRoutes.Need;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What services name in the routes folder and a set of its files has not, or has in a form that would lose messages. */
@Component
final class MissingOfRoutes {

    private static final String DIRECT = "direct:";

    /** The configuration under which a failure in the route is the failure of whoever called it. */
    private static final String LEAVES = "leave-to-caller";

    private final Tenants tenants;
    private final List<NeededOfRoutes> needed;

    MissingOfRoutes(Tenants tenants, ObjectProvider<NeededOfRoutes> needed) {
        this.tenants = tenants;
        this.needed = needed.stream().toList();
    }

    /** For the services that are served now. */
    List<RouteProblem> problems(RouteSet set) {
        return problems(set, tenants.all());
    }

    List<RouteProblem> problems(RouteSet set, List<Tenant> services) {
        Map<String, RouteTree> starts = new HashMap<>();
        List<RouteProblem> problems = new ArrayList<>();
        for (Tenant service : services) {
            for (NeededOfRoutes needs : needed) {
                for (Need need : needs.of(service)) {
                    if (starts.isEmpty()) {
                        starts.putAll(starts(set));
                    }
                    problem(service, need, set, starts).ifPresent(problems::add);
                }
            }
        }
        return problems;
    }

    private static Optional<RouteProblem> problem(
            Tenant service, Need need, RouteSet set, Map<String, RouteTree> starts) {
        String names = need.setting() + " of bars.services of " + service.id().value() + " names ";
        if (!need.name().startsWith(DIRECT)) {
            return set.files().containsKey(need.name())
                    ? Optional.empty()
                    : Optional.of(new RouteProblem(
                            "routes",
                            0,
                            names + "the file " + need.name() + ", which is not there"
                                    + RouteRules.near(need.name(), set.files().keySet())));
        }
        RouteTree route = starts.get(need.name());
        if (route == null) {
            return Optional.of(new RouteProblem(
                    "routes",
                    0,
                    names + need.name() + ", and no route begins there"
                            + RouteRules.near(need.name(), starts.keySet())));
        }
        RouteTree fails = route.get("routeConfigurationId").orElse(route);
        return fails.text().equals(LEAVES)
                ? Optional.empty()
                : Optional.of(new RouteProblem(
                        fails.file(),
                        fails.line(),
                        names + need.name() + ": such a route must have routeConfigurationId: " + LEAVES
                                + ", or a message that failed in it would count as taken"));
    }

    /** The routes that other routes call, by where they begin. */
    private static Map<String, RouteTree> starts(RouteSet set) {
        Map<String, RouteTree> starts = new HashMap<>();
        for (RouteTree file : ReadRoutes.trees(set)) {
            for (RouteTree route : file.all("route")) {
                String start = route.get("from").map(from -> from.text("uri")).orElse("");
                if (start.startsWith(DIRECT)) {
                    starts.put(start, route);
                }
            }
        }
        return starts;
    }
}
