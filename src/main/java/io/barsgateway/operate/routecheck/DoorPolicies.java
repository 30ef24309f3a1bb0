package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which callers a door may let in, and what must be held before a caller is answered. */
final class DoorPolicies {

    private static final String LOCAL = "netty-http:http://{{bars.local.host}}:{{bars.local.port}}/";
    private static final String OPERATOR = LOCAL + "operator/";
    private static final List<String> ADMIT_OPERATORS = List.of(
            "direct:admit-to-view",
            "direct:admit-to-find-patients",
            "direct:admit-to-act",
            "direct:admit-to-administer");
    private static final List<String> ADMIT_FROM_LOCAL_SIDE =
            List.of("direct:admit-local-system", "direct:admit-monitor");
    private static final Set<String> ADMIT_FROM_PROXY = Set.of("direct:admit-caller", "direct:admit-to-service");

    /** Open to callers without a credential, such as a monitor: these doors show nothing of a patient. */
    private static final Pattern OPEN = Pattern.compile("health(?:/live|/ready)?|[a-z]{1,40}(?:/[0-9.]{1,20})?/schema");

    private static final Set<String> HIDE = Set.of("doTry", "onFallback");
    private static final Set<String> ENDS = Set.of("stop", "rollback", "sample");

    /** The step that holds, for each door behind which something is accepted. */
    private static final Map<String, String> HOLDS = Map.of(
            "/$process-message",
            "bean:holdMessage",
            LOCAL + "responses",
            "bean:holdResponse",
            LOCAL + "messages",
            "bean:holdRequest");

    private final Map<String, RouteTree> byStart = new HashMap<>();
    private final List<RouteProblem> problems = new ArrayList<>();

    private DoorPolicies() {}

    static List<RouteProblem> problems(List<RouteTree> files) {
        DoorPolicies policies = new DoorPolicies();
        List<RouteTree> routes = new ArrayList<>();
        files.forEach(file -> routes.addAll(file.all("route")));
        for (RouteTree route : routes) {
            route.get("from").ifPresent(from -> policies.byStart.put(from.text("uri"), route));
        }
        routes.forEach(policies::door);
        files.forEach(policies::ends);
        files.forEach(policies::hides);
        policies.listenerOfTheProxy(files);
        files.forEach(file -> file.all("rest").forEach(policies::proxySide));
        return policies.problems;
    }

    private void door(RouteTree route) {
        RouteTree from = route.get("from").orElse(route);
        RouteTree uri = from.get("uri").orElse(from);
        if (uri.text().startsWith("netty:") || uri.text().equals("netty")) {
            say(uri, UnsafeOption.OPENS_A_PORT.reason());
        }
        if (!uri.text().startsWith("netty-http:") && !uri.text().equals("netty-http")) {
            return;
        }
        String server = from.get("parameters")
                .map(parameters -> parameters.text("nettySharedHttpServer"))
                .orElse("");
        if (!uri.text().startsWith(LOCAL) || !server.equals("#localListener")) {
            say(uri, UnsafeOption.OPENS_A_PORT.reason());
            return;
        }
        if (!route.text("routeConfigurationId").equals("answer-local")) {
            say(
                    route.get("routeConfigurationId").orElse(uri),
                    "a failure behind this door would not be answered in words; write `routeConfigurationId: answer-local`");
        }
        List<String> admits = uri.text().startsWith(OPERATOR) ? ADMIT_OPERATORS : ADMIT_FROM_LOCAL_SIDE;
        if (!OPEN.matcher(uri.text().substring(LOCAL.length())).matches() && !admits.contains(first(from))) {
            say(
                    uri,
                    "anybody could come in here; the first step must be `to` with `uri: "
                            + String.join("` or `uri: ", admits) + "`");
        }
        String methods = from.get("parameters")
                .map(parameters -> parameters.text("httpMethodRestrict"))
                .orElse("");
        boolean takes = methods.isEmpty() || methods.contains("POST");
        if (takes && HOLDS.containsKey(uri.text())) {
            held(from, uri, HOLDS.get(uri.text()));
        }
    }

    /** Where a route handles a failure itself, its caller does not see the failure, and a failed message would count as delivered. */
    private void hides(RouteTree file) {
        for (String step : HIDE) {
            file.all(step)
                    .forEach(at -> say(
                            at,
                            step + " could hide a failure, and what failed would count as delivered; leave it out, the"
                                    + " configuration that the route names says what a failure becomes"));
        }
        for (RouteTree entry : file.items()) {
            for (String kind :
                    List.of("onException", "errorHandler", "intercept", "interceptFrom", "interceptSendToEndpoint")) {
                entry.get(kind)
                        .ifPresent(
                                at -> say(
                                        at,
                                        kind
                                                + " for all routes could hide a failure; name a configuration of 00-faults.yaml as routeConfigurationId"));
            }
        }
    }

    /** Each of these steps ends the whole message, not only its route: the message would be neither answered, settled nor tried again. */
    private void ends(RouteTree file) {
        for (String step : ENDS) {
            file.all(step)
                    .forEach(at -> say(
                            at,
                            step
                                    + " ends the whole message: it would be neither answered nor settled; put the steps that come after it"
                                    + " into a filter or a choice"));
        }
        file.all("steps").stream()
                .flatMap(steps -> steps.items().stream())
                .filter(step -> ENDS.contains(step.text()))
                .forEach(step -> say(step, step.text() + " ends the whole message; use a filter or a choice"));
    }

    /** All doors of the proxy's side are on the listener with TLS-MA, and on no other. */
    private void listenerOfTheProxy(List<RouteTree> files) {
        List<RouteTree> all = files.stream()
                .flatMap(file -> file.all("restConfiguration").stream())
                .toList();
        for (RouteTree one : all) {
            boolean ours = one.text("component").equals("netty-http")
                    && one.text("scheme").equals("https")
                    && one.text("host").equals("{{bars.inbound.host}}")
                    && one.text("port").equals("{{bars.inbound.port}}")
                    && one.all("endpointProperty").stream()
                            .flatMap(properties -> properties.items().stream())
                            .anyMatch(property -> property.text("key").equals("nettySharedHttpServer")
                                    && property.text("value").equals("#inboundListener"));
            if (!ours) {
                say(
                        one,
                        "the doors of the proxy's side would be on a port without TLS-MA; write it as the shipped 10-doors.yaml does");
            }
            if (!one.equals(all.get(0))) {
                say(one, "a second restConfiguration; there is one, in 10-doors.yaml");
            }
        }
    }

    private void proxySide(RouteTree rest) {
        for (RouteTree to : rest.all("to")) {
            RouteTree uri = to.get("uri").orElse(to);
            RouteTree route = byStart.get(uri.text());
            if (route == null) {
                // Another check says that no route begins there
                continue;
            }
            RouteTree from = route.get("from").orElse(route);
            if (!ADMIT_FROM_PROXY.contains(first(from))) {
                say(
                        from.get("uri").orElse(from),
                        "anybody with a certificate of the CA could come in here; the first step must be `to` with"
                                + " `uri: direct:admit-caller` or `uri: direct:admit-to-service`");
            }
        }
        for (RouteTree verb : rest.all("post")) {
            for (RouteTree one : verb.items()) {
                String holds = HOLDS.get(one.text("path"));
                RouteTree route =
                        byStart.get(one.get("to").map(to -> to.text("uri")).orElse(""));
                if (holds != null && route != null) {
                    held(route.get("from").orElse(route), one.get("path").orElse(one), holds);
                }
            }
        }
    }

    /** The uri of its first step; empty where that is no `to`. */
    private static String first(RouteTree from) {
        return from.get("steps").stream()
                .flatMap(steps -> steps.items().stream())
                .findFirst()
                .flatMap(step -> step.get("to"))
                .map(to -> to.get("uri").orElse(to).text())
                .orElse("");
    }

    private void held(RouteTree from, RouteTree door, String holds) {
        List<RouteTree> order = new ArrayList<>();
        follow(from, order, new ArrayDeque<>());
        for (RouteTree step : order) {
            if (step.text().equals(holds)) {
                return;
            }
            if (step.text().equals("bean:writeAnswer")) {
                say(
                        step,
                        "an answer would be written before anything is on disk; " + holds
                                + " must stand before this step");
                return;
            }
        }
        say(
                door,
                "what comes in here would be answered and not kept; a step " + holds + " must stand behind this door");
    }

    /** Endpoints in the order in which they stand, those of called routes among them. */
    private void follow(RouteTree part, List<RouteTree> order, Deque<String> inside) {
        part.items().forEach(item -> follow(item, order, inside));
        for (RouteTree key : part.keys()) {
            RouteTree value = part.get(key.text()).orElse(key);
            if (!key.text().equals("uri")) {
                follow(value, order, inside);
                continue;
            }
            order.add(value);
            RouteTree called = byStart.get(value.text());
            if (called != null && part.get("steps").isEmpty() && !inside.contains(value.text())) {
                inside.push(value.text());
                follow(called.get("from").orElse(called), order, inside);
                inside.pop();
            }
        }
    }

    private void say(RouteTree at, String words) {
        problems.add(at.problem(words));
    }
}
