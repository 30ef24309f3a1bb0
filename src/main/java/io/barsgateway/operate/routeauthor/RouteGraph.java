package io.barsgateway.operate.routeauthor;

import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Routes as a picture in Mermaid, which GitHub, GitLab and most editors draw. */
final class RouteGraph {

    private static final String CALL = "direct:";
    private static final String ADMITS = "direct:admit-";
    private static final Set<String> STRUCTURE = Set.of("steps", "when", "otherwise", "doCatch", "doFinally");

    private final List<String> lines = new ArrayList<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    private RouteGraph() {}

    /** Every route, the door or timer at which it begins, the routes that it calls, and the systems outside that it calls. */
    static String whole(List<RouteTree> files) {
        RouteGraph graph = new RouteGraph();
        List<RouteEntry> routes = RouteEntry.of(files);
        graph.lines.add("flowchart LR");
        Map<String, List<String>> doors = new LinkedHashMap<>();
        for (RouteTree file : files) {
            for (RouteTree rest : file.all("rest")) {
                rest.keys().forEach(verb -> rest.get(verb.text())
                        .ifPresent(all -> all.items().forEach(door -> door(verb.text(), door, doors))));
            }
        }
        doors.forEach((start, names) -> graph.lines.add("  " + graph.node("doors " + start) + "([\""
                + names.stream().map(RouteGraph::text).collect(Collectors.joining("<br>")) + "\"]) --> "
                + graph.node(start)));
        routes.stream()
                .collect(Collectors.groupingBy(
                        route -> route.place().substring(0, route.place().lastIndexOf(".yaml:")),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach(graph::file);
        routes.forEach(route -> graph.calls(route, routes));
        graph.lines.addAll(graph.calls);
        return String.join("\n", graph.lines);
    }

    private static void door(String verb, RouteTree door, Map<String, List<String>> doors) {
        String start = door.get("to").map(to -> to.text("uri")).orElse("");
        if (start.startsWith(CALL)) {
            doors.computeIfAbsent(start, first -> new ArrayList<>())
                    .add(verb.toUpperCase(Locale.ROOT) + " " + door.text("path"));
        }
    }

    private void file(String file, List<RouteEntry> routes) {
        lines.add("  subgraph " + node("file " + file) + "[\"" + text(file) + "\"]");
        for (RouteEntry route : routes) {
            lines.add("    " + node(key(route)) + "[\"" + text(route.id()) + admits(route) + "\"]");
        }
        lines.add("  end");
        for (RouteEntry route : routes) {
            if (!route.start().startsWith(CALL)) {
                boolean timer = route.start().startsWith("scheduler:");
                lines.add("  " + node("start " + route.id()) + (timer ? "{{\"" : "([\"") + text(route.begins())
                        + (timer ? "\"}}" : "\"])") + " --> " + node(key(route)));
            }
        }
    }

    private void calls(RouteEntry route, List<RouteEntry> routes) {
        for (String uri : route.uris()) {
            if (uri.startsWith(ADMITS)) {
                continue;
            }
            if (routes.stream().anyMatch(other -> other.start().equals(uri))) {
                calls.add("  " + node(key(route)) + " --> " + node(uri));
            } else if (!uri.startsWith("bean:") && !uri.startsWith(CALL)) {
                calls.add("  " + node(key(route)) + " -.-> " + node(uri) + "[[\"" + text(uri) + "\"]]");
            }
        }
    }

    /** Who is let in, as a word in the box: lines to these routes would cross all others. */
    private static String admits(RouteEntry route) {
        return route.uris().stream()
                .filter(uri -> uri.startsWith(ADMITS) && !route.start().startsWith(ADMITS))
                .map(uri -> "<br>(" + uri.substring(CALL.length()) + ")")
                .distinct()
                .collect(Collectors.joining());
    }

    private static String key(RouteEntry route) {
        return route.start().startsWith(CALL) ? route.start() : "route " + route.id();
    }

    /** The steps of one route in their order; empty where no route is called so. */
    static String ofOne(List<RouteTree> files, String id) {
        RouteGraph graph = new RouteGraph();
        graph.lines.add("flowchart TD");
        for (RouteTree file : files) {
            file.all("route").stream()
                    .filter(route -> route.text("id").equals(id))
                    .flatMap(route -> route.get("from").stream())
                    .forEach(from -> {
                        graph.lines.add("  n0([\"" + text(from.text("uri")) + "\"])");
                        from.get("steps").ifPresent(steps -> graph.steps(steps, List.of("n0")));
                    });
        }
        return graph.lines.size() > 1 ? String.join("\n", graph.lines) : "";
    }

    /** @return the nodes at which the steps end */
    private List<String> steps(RouteTree steps, List<String> before) {
        List<String> ends = before;
        for (RouteTree step : steps.items()) {
            for (RouteTree kind : step.keys()) {
                ends = one(kind.text(), step.get(kind.text()).orElse(kind), ends);
            }
        }
        return ends;
    }

    private List<String> one(String kind, RouteTree step, List<String> before) {
        String uri = step.get("uri").map(RouteTree::text).orElse(step.text());
        String name = step.text("id").isEmpty() ? kind : step.text("id");
        boolean asks = kind.equals("filter") || kind.equals("choice");
        String node = "n" + made.incrementAndGet();
        String label = text(name) + (uri.isEmpty() ? "" : "<br>" + text(uri));
        lines.add("  " + node + (asks ? "{\"" + label + "\"}" : "[\"" + label + "\"]"));
        before.forEach(one -> lines.add("  " + one + " --> " + node));
        List<String> ends = new ArrayList<>();
        if (!asks || kind.equals("filter") || step.get("otherwise").isEmpty()) {
            ends.add(node);
        }
        for (RouteTree key : step.keys()) {
            if (STRUCTURE.contains(key.text())) {
                step.get(key.text()).ifPresent(part -> ends.addAll(branches(key.text(), part, node)));
            }
        }
        if (!asks && ends.size() > 1) {
            ends.remove(node);
        }
        return ends;
    }

    private List<String> branches(String kind, RouteTree part, String from) {
        if (kind.equals("steps")) {
            return steps(part, List.of(from));
        }
        List<String> ends = new ArrayList<>();
        for (RouteTree branch : part.items().isEmpty() ? List.of(part) : part.items()) {
            branch.get("steps").ifPresent(steps -> ends.addAll(steps(steps, List.of(from))));
        }
        return ends;
    }

    /** The same for the same name, and for no other. */
    private String node(String name) {
        return nodes.computeIfAbsent(name, first -> "x" + (nodes.size() + 1));
    }

    /** Quotes and signs that mean something in Mermaid, as it wants them. */
    private static String text(String words) {
        return words.replace("\"", "#quot;").replace("{{", "").replace("}}", "").replace("<", "#lt;");
    }
}
