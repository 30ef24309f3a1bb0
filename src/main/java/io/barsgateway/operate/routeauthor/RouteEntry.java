package io.barsgateway.operate.routeauthor;

import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A route as its file says it.
 *
 * @param id its name
 * @param description what it does, in one sentence
 * @param start the endpoint at which it begins; for a timer with its name
 * @param place file and line
 * @param uris the endpoints that it goes to, in order
 */
public record RouteEntry(String id, String description, String start, String place, List<String> uris) {

    public RouteEntry {
        uris = List.copyOf(uris);
    }

    /** The routes of these files, in their order. */
    static List<RouteEntry> of(List<RouteTree> files) {
        List<RouteEntry> entries = new ArrayList<>();
        for (RouteTree file : files) {
            for (RouteTree route : file.all("route")) {
                RouteTree from = route.get("from").orElse(route);
                String name = from.get("parameters")
                        .map(parameters -> parameters.text("name"))
                        .orElse("");
                List<String> uris = from.get("steps").stream()
                        .flatMap(steps -> steps.endpoints().stream())
                        .map(endpoint -> endpoint.get("uri").orElse(endpoint).text())
                        .toList();
                entries.add(new RouteEntry(
                        route.text("id"),
                        route.text("description"),
                        from.text("uri") + (from.text("uri").equals("scheduler") ? ":" + name : ""),
                        file.file() + ":" + route.line(),
                        uris));
            }
        }
        return entries;
    }

    /** How it begins, as people say it: a door, a timer, or called by others. */
    public String begins() {
        if (start.startsWith("netty-http:")) {
            return "local side " + start.replaceFirst("^netty-http:https?://[^/]*", "");
        }
        return start.startsWith("scheduler:") ? "every " + start.substring(10) : start;
    }
}
