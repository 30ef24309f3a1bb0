package io.barsgateway.operate.routefiles;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of all route files together, whatever Camel makes of each: nothing double, nothing missing. */
public final class RouteRules {

    private static final String DIRECT = "direct:";
    private static final String DOOR = "netty-http:";
    private static final List<String> URIS = List.of("to", "toD", "wireTap", "enrich", "pollEnrich");

    /** What the gateway is not whole without, and why. */
    private static final Map<String, String> NEEDED = Map.of(
            "/$process-message", "no message would be taken",
            "/metadata", "callers could not learn what is served",
            "/health", "nobody would see whether it is ready",
            "scheduler deliver", "nothing would be delivered",
            "scheduler send", "nothing would be sent");

    /** Steps without which a message would be lost or a stranger let in, and what each is there for. */
    private static final Map<String, String> NEEDED_STEPS = Map.ofEntries(
            entry("checkChain", "the caller's certificates would not be judged"),
            entry("identifyCaller", "anybody with a certificate of the CA could call"),
            entry("checkAddress", "callers could come from anywhere"),
            entry("checkCredential", "anybody could report outcomes and read messages"),
            entry("checkOperator", "anybody could give an operator's commands"),
            entry("holdMessage", "messages would be acknowledged and not kept"),
            entry("addressDelivery", "no message would find its local system"),
            entry(
                    "addressDecision",
                    "no question would find its local system; take it over from the shipped 35-confirm.yaml"),
            entry(
                    "authoriseCall",
                    "no local system would be shown who we are; take it over from the shipped 40-deliver.yaml"),
            entry("judgeDelivery", "what the local system refuses would count as delivered"),
            entry("judgeReply", "what the proxy refuses would count as sent"),
            entry("settleWork", "everything would be delivered and sent again and again"));

    /** Steps that choose an endpoint while a message is under way. */
    private static final List<String> CHOOSE = List.of("toD", "recipientList", "routingSlip", "dynamicRouter");

    /** Steps that do so where their endpoint is an expression, and not where it is a constant. */
    private static final List<String> MAY_CHOOSE = List.of("wireTap", "enrich", "pollEnrich", "poll");

    /** The one that is safe: a name out of the settings, looked for at each start and each change. */
    public static final String OUT_OF_SETTINGS = "${variable.destination.route}";

    private RouteRules() {}

    /** What is wrong with these files as a whole. */
    public static List<RouteProblem> problems(List<RouteTree> files) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> routes = all(files, "route");
        List<RouteTree> from = all(files, "from");
        once(ids(files), RouteTree::text, "two have the id %s, the other in %s; each id stands once", problems);
        once(starts(from, DIRECT), RouteTree::text, "two routes begin at %s, the other in %s", problems);
        List<RouteTree> doors = from.stream()
                .filter(start -> start.text("uri").startsWith(DOOR))
                .toList();
        once(doors, RouteRules::door, "two routes have the door %s, the other in %s", problems);
        targets(files, from, problems);
        choices(files, problems);
        configurations(files, routes, problems);
        needed(files, from, problems);
        return problems;
    }

    private static List<RouteTree> ids(List<RouteTree> files) {
        return all(files, "id").stream().filter(id -> !id.text().isEmpty()).toList();
    }

    private static List<RouteTree> starts(List<RouteTree> from, String scheme) {
        return from.stream()
                .flatMap(start -> start.get("uri").stream())
                .filter(uri -> uri.text().startsWith(scheme))
                .toList();
    }

    private static String door(RouteTree from) {
        return from.get("parameters").map(one -> one.text("httpMethodRestrict")).orElse("") + " "
                + from.text("uri").replaceFirst("^netty-http:", "");
    }

    private static void once(
            List<RouteTree> all, Function<RouteTree, String> name, String words, List<RouteProblem> problems) {
        Map<String, RouteTree> seen = new HashMap<>();
        for (RouteTree one : all) {
            RouteTree first = seen.putIfAbsent(name.apply(one), one);
            if (first != null) {
                problems.add(new RouteProblem(
                        one.file(), one.line(), words.formatted(name.apply(one), first.file() + ":" + first.line())));
            }
        }
    }

    private static void targets(List<RouteTree> files, List<RouteTree> from, List<RouteProblem> problems) {
        Set<String> known =
                starts(from, DIRECT).stream().map(RouteTree::text).collect(Collectors.toCollection(HashSet::new));
        for (String step : URIS) {
            for (RouteTree target : all(files, step)) {
                RouteTree uri = target.get("uri").orElse(target);
                if (uri.text().startsWith(DIRECT) && !known.contains(uri.text())) {
                    problems.add(new RouteProblem(
                            uri.file(), uri.line(), "no route begins at " + uri.text() + near(uri.text(), known)));
                }
            }
        }
    }

    private static void choices(List<RouteTree> files, List<RouteProblem> problems) {
        for (String step : CHOOSE) {
            all(files, step).stream()
                    .filter(one -> !one.text("uri").equals(OUT_OF_SETTINGS))
                    .forEach(one -> problems.add(choice(step, one)));
        }
        for (String step : MAY_CHOOSE) {
            all(files, step).stream().filter(RouteRules::isChosen).forEach(one -> problems.add(choice(step, one)));
        }
    }

    private static boolean isChosen(RouteTree step) {
        boolean named = step.get("uri").isPresent() || !step.text().isEmpty();
        boolean constant = step.get("constant")
                .or(() -> step.get("expression").flatMap(expression -> expression.get("constant")))
                .isPresent();
        return !step.holding("${").isEmpty() || !(named || constant);
    }

    private static RouteProblem choice(String step, RouteTree at) {
        return new RouteProblem(
                at.file(),
                at.line(),
                step + " chooses where a message goes while it is under way, so that what a message says could send it"
                        + " anywhere: name the endpoint with to, one for each case of a choice, or name a route in delivery.route");
    }

    private static void configurations(List<RouteTree> files, List<RouteTree> routes, List<RouteProblem> problems) {
        Set<String> known = all(files, "routeConfiguration").stream()
                .map(one -> one.text("id"))
                .collect(Collectors.toCollection(HashSet::new));
        for (RouteTree route : routes) {
            String named = route.text("routeConfigurationId");
            int line = route.get("routeConfigurationId").orElse(route).line();
            if (named.isEmpty()) {
                problems.add(new RouteProblem(
                        route.file(),
                        line,
                        "says not how it fails: name one of 00-faults.yaml as routeConfigurationId"));
            } else if (!known.contains(named)) {
                problems.add(new RouteProblem(
                        route.file(), line, "no routeConfiguration is called " + named + near(named, known)));
            }
        }
    }

    private static void needed(List<RouteTree> files, List<RouteTree> from, List<RouteProblem> problems) {
        Set<String> there =
                all(files, "path").stream().map(RouteTree::text).collect(Collectors.toCollection(HashSet::new));
        for (RouteTree start : from) {
            String uri = start.text("uri");
            there.add(
                    uri.startsWith("scheduler")
                            ? "scheduler "
                                    + start.get("parameters")
                                            .map(one -> one.text("name"))
                                            .orElse("")
                            : uri.replaceFirst("^netty-http:https?://[^/]*", ""));
        }
        Set<String> steps = all(files, "uri").stream().map(RouteTree::text).collect(Collectors.toSet());
        NEEDED_STEPS.forEach((step, otherwise) -> {
            if (!steps.contains("bean:" + step)) {
                problems.add(new RouteProblem("routes", 0, "no route has the step bean:" + step + ": " + otherwise));
            }
        });
        NEEDED.forEach((what, otherwise) -> {
            if (!there.contains(what)) {
                problems.add(new RouteProblem("routes", 0, "no route begins at " + what + ": " + otherwise));
            }
        });
    }

    /** The nearest of those that are known, as a question; empty where none is near. */
    public static String near(String name, Set<String> known) {
        return Nearest.to(name, known).map(one -> "; do you mean " + one + "?").orElse("");
    }

    private static List<RouteTree> all(List<RouteTree> files, String key) {
        Function<RouteTree, List<RouteTree>> inOne = file -> file.all(key);
        return files.stream().map(inOne).flatMap(List::stream).toList();
    }
}
