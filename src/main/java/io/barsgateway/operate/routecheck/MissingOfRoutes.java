package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.NeededOfRoutes;
import io.barsgateway.receive.tenant.NeededOfRoutes.Need;
import io.barsgateway.receive.tenant.Tenants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What services name in the routes folder and a set of its files has not, or has in a form that would lose messages. */
@Component
public final class MissingOfRoutes {

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

    public List<RouteProblem> problems(RouteSet set, List<Tenant> services) {
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
        return unfit(need.name(), names + need.name(), starts);
    }

    /** The route and all that it calls leave their failures, and none of them calls itself again. */
    private static Optional<RouteProblem> unfit(String start, String names, Map<String, RouteTree> starts) {
        Deque<String> open = new ArrayDeque<>(List.of(start));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            RouteTree route = starts.get(next);
            if (route == null || !seen.add(next)) {
                // That no route begins there is said elsewhere
                continue;
            }
            RouteTree fails = route.get("routeConfigurationId").orElse(route);
            if (!fails.text().equals(LEAVES)) {
                return Optional.of(fails.problem(names + (next.equals(start) ? "" : ", which calls " + next)
                        + ": such a route must have routeConfigurationId: " + LEAVES
                        + ", or a message that failed in it would count as taken"));
            }
            for (RouteTree endpoint : route.get("from").stream()
                    .flatMap(from -> from.get("steps").stream())
                    .flatMap(steps -> steps.endpoints().stream())
                    .toList()) {
                String uri = endpoint.get("uri").orElse(endpoint).text();
                if (uri.equals(start) || uri.equals(RouteRules.OUT_OF_SETTINGS)) {
                    return Optional.of(endpoint.problem(names + ", which would call itself again without an end; call"
                            + " only routes of your own"));
                }
                open.add(uri);
            }
        }
        return Optional.empty();
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
