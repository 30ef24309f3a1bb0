package io.barsgateway.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What the route files say, as plain maps and lists. */
final class RouteFiles {

    /** By id, in the order of the files. */
    static final Map<String, Route> ROUTES = load();

    private RouteFiles() {}

    /** One route of a file. */
    record Route(Path file, Map<String, Object> yaml) {

        String id() {
            return String.valueOf(yaml.get("id"));
        }

        String description() {
            return String.valueOf(yaml.get("description"));
        }

        String configuration() {
            return String.valueOf(yaml.get("routeConfigurationId"));
        }

        Map<?, ?> from() {
            return (Map<?, ?>) yaml.get("from");
        }

        String uri() {
            return String.valueOf(from().get("uri"));
        }

        Object steps() {
            return from().get("steps");
        }

        /** The endpoints that it sends to, in their order, those inside of choices and filters too. */
        List<String> uris() {
            List<String> uris = new ArrayList<>();
            walk(steps(), (key, value) -> {
                if (key.equals("uri")) {
                    uris.add(value.toString());
                }
            });
            return uris;
        }

        /** How many steps it has; a choice or filter counts one, and so does each step in it. */
        long size() {
            List<Object> steps = new ArrayList<>();
            walk(from(), (key, value) -> {
                if (key.equals("steps")) {
                    steps.addAll((List<?>) value);
                }
            });
            return steps.size();
        }
    }

    /** The routes that the doors of the proxy's side lead to. */
    static List<String> behindTheProxysDoors() {
        List<String> doors = new ArrayList<>();
        walk(new Yaml().<Object>load(Sources.read(Path.of("routes/10-doors.yaml"))), (key, value) -> {
            if (key.equals("uri")) {
                doors.add(value.toString());
            }
        });
        return doors;
    }

    /** Those that begin at that endpoint. */
    static List<Route> from(String uri) {
        return ROUTES.values().stream().filter(route -> route.uri().equals(uri)).toList();
    }

    @SuppressWarnings("unchecked")
    static Stream<Route> of(Path file) {
        List<Map<String, Object>> entries = new Yaml().load(Sources.read(file));
        return entries.stream()
                .filter(entry -> entry.get("route") instanceof Map)
                .map(entry -> new Route(file, (Map<String, Object>) entry.get("route")));
    }

    static void walk(Object node, BiConsumer<String, Object> visit) {
        if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, visit));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit.accept(key.toString(), value);
                walk(value, visit);
            });
        }
    }

    private static Map<String, Route> load() {
        Map<String, Route> routes = new LinkedHashMap<>();
        Sources.routes().stream().flatMap(RouteFiles::of).forEach(route -> {
            if (routes.put(route.id(), route) != null) {
                throw new AssertionError("two routes have the id " + route.id());
            }
        });
        return routes;
    }
}
