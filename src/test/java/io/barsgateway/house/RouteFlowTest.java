package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every step names a class with one method, and reads only what an earlier step of its exchange left. */
class RouteFlowTest {

    private static final List<String> CALLER_FIRST =
            List.of("bean:readConnection", "bean:checkChain", "bean:checkName", "bean:checkAddress");

    private static final Map<String, Map<String, Object>> ROUTES = load();

    static Stream<String> entrances() {
        // A route that another one continues in is followed from there
        return ROUTES.entrySet().stream()
                .filter(route -> !continued().contains(uri(route.getValue())))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("entrances")
    void each_step_finds_what_it_needs(String route) {
        follow(ROUTES.get(route), new HashSet<>());
    }

    @Test
    void behind_every_door_the_caller_is_checked_before_anything_else() {
        List<String> doors = new ArrayList<>();
        RouteStyleTest.walk(new Yaml().<Object>load(Sources.read(Path.of("routes/10-doors.yaml"))), (key, value) -> {
            if (key.equals("uri")) {
                doors.add(value.toString());
            }
        });
        assertThat(doors).isNotEmpty();
        assertThat(doors).allSatisfy(door -> {
            Map<String, Object> route = ROUTES.values().stream()
                    .filter(candidate -> uri(candidate).equals(door))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no route behind " + door));
            assertThat(steps(route).stream().limit(4).toList()).as(door).isEqualTo(CALLER_FIRST);
        });
    }

    private static void follow(Object node, Set<Object> known) {
        if (node instanceof List<?> list) {
            list.forEach(item -> follow(item, known));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri && uri.startsWith("bean:")) {
                for (var parameter : onlyMethodOf(uri.substring(5)).getParameters()) {
                    Variable variable = parameter.getAnnotation(Variable.class);
                    if (variable != null) {
                        assertThat(known).as(uri + " reads").contains(variable.value());
                    }
                }
            }
            map.values().forEach(value -> follow(value, known));
            if (map.containsKey("variableReceive")) {
                known.add(map.get("variableReceive"));
            }
            if (map.get("uri") instanceof String uri && uri.startsWith("direct:") && !map.containsKey("steps")) {
                ROUTES.values().stream()
                        .filter(route -> uri(route).equals(uri))
                        .forEach(route -> follow(((Map<?, ?>) route.get("from")).get("steps"), known));
            }
        }
    }

    /** Camel would choose among several by what the body looks like. */
    private static Method onlyMethodOf(String bean) {
        Class<?> step = Sources.BARS.stream()
                .filter(c -> c.getSimpleName().equalsIgnoreCase(bean))
                .findAny()
                .orElseThrow(() -> new AssertionError("no class for " + bean))
                .reflect();
        List<Method> methods = Stream.of(step.getDeclaredMethods())
                .filter(m -> !Modifier.isPrivate(m.getModifiers()) && !m.isSynthetic())
                .toList();
        assertThat(methods)
                .as(step.getSimpleName() + " has one method that is not private")
                .hasSize(1);
        return methods.get(0);
    }

    private static List<String> steps(Map<String, Object> route) {
        List<String> steps = new ArrayList<>();
        RouteStyleTest.walk(((Map<?, ?>) route.get("from")).get("steps"), (key, value) -> {
            if (key.equals("uri")) {
                steps.add(value.toString());
            }
        });
        return steps;
    }

    private static Set<String> continued() {
        Set<String> continued = new HashSet<>();
        ROUTES.values().forEach(route -> steps(route).stream()
                .filter(step -> step.startsWith("direct:"))
                .forEach(continued::add));
        return continued;
    }

    private static String uri(Map<String, Object> route) {
        return ((Map<?, ?>) route.get("from")).get("uri").toString();
    }

    private static Map<String, Map<String, Object>> load() {
        Map<String, Map<String, Object>> routes = new HashMap<>();
        Sources.routes().forEach(file -> RouteStyleTest.routes(new Yaml().load(Sources.read(file)))
                .forEach(route -> routes.put(route.get("id").toString(), route)));
        return routes;
    }
}
