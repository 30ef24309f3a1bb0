package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.house.RouteFiles.Route;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives YAML what the compiler gives Java: every step is a class with one method, every variable was received before it is
 * read, every property is one that its type has, every door begins with the steps that admit its callers.
 */
class RouteFlowTest {

    private static final String ADMIT_CALLER = "direct:admit-caller";
    private static final String ADMIT_TO_SERVICE = "direct:admit-to-service";
    private static final String ADMIT_LOCAL_SYSTEM = "direct:admit-local-system";
    private static final String ADMIT_OPERATOR = "direct:admit-operator";

    /** Doors of the local side that ask for no credential; their files say why. */
    private static final Set<String> OPEN_TO_ANY_LOCAL_SYSTEM =
            Set.of("health", "schema", "schema-request", "schema-decision");

    private static final Set<String> FROM_MEMORY =
            Set.of("health", "metrics", "schema", "schema-request", "schema-decision");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{variable\\.(\\w+)((?:\\.\\w+)*)}");

    static Stream<String> entrances() {
        // A route that another one calls is followed from there
        return RouteFiles.ROUTES.values().stream()
                .filter(route -> called().noneMatch(route.uri()::equals))
                .map(Route::id);
    }

    @ParameterizedTest
    @MethodSource("entrances")
    void each_step_finds_what_it_needs(String route) {
        follow(RouteFiles.ROUTES.get(route).steps(), new HashMap<>());
    }

    @Test
    void every_called_route_is_there_once() {
        assertThat(called())
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(RouteFiles.from(uri)).as(uri).hasSize(1));
        assertThat(RouteFiles.ROUTES.values().stream()
                        .map(Route::uri)
                        .filter(uri -> uri.startsWith("direct:"))
                        .filter(uri -> Stream.concat(called(), RouteFiles.behindTheProxysDoors().stream())
                                .noneMatch(uri::equals)))
                .as("routes that nobody calls")
                .isEmpty();
    }

    @Test
    void every_door_of_the_proxys_side_admits_its_caller_first() {
        List<String> doors = RouteFiles.behindTheProxysDoors();
        assertThat(doors).isNotEmpty().allSatisfy(door -> assertThat(RouteFiles.from(door))
                .as("routes behind " + door)
                .singleElement()
                .satisfies(route -> assertThat(first(route)).isIn(ADMIT_CALLER, ADMIT_TO_SERVICE)));
    }

    @Test
    void every_door_of_the_local_side_admits_a_local_system_or_an_operator_first() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .toList();
        assertThat(doors).isNotEmpty().allSatisfy(door -> {
            assertThat(door.uri())
                    .as("only 10-doors.yaml opens doors to the proxy")
                    .contains("//{{bars.local.host}}:{{bars.local.port}}/");
            if (!OPEN_TO_ANY_LOCAL_SYSTEM.contains(door.id())) {
                assertThat(first(door))
                        .as(door.id())
                        .isEqualTo(door.uri().contains("}}/operator/") ? ADMIT_OPERATOR : ADMIT_LOCAL_SYSTEM);
            }
        });
    }

    /** What waits for the store or for another system does so on the workers of its kind, never on those of the listener. */
    @Test
    void every_door_of_the_local_side_that_waits_hands_its_request_to_the_workers_of_its_kind() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .filter(route -> !FROM_MEMORY.contains(route.id()))
                .toList();
        assertThat(doors).isNotEmpty().allSatisfy(door -> assertThat(
                        ((Map<?, ?>) ((List<?>) door.steps()).get(1)).get("threads"))
                .as(door.id())
                .isInstanceOfSatisfying(Map.class, threads -> assertThat(threads.get("executorService"))
                        .isEqualTo(workers(door))));
    }

    /** What shows something of a patient to a local system says so in the audit, before it is shown. */
    @Test
    void every_read_of_a_local_system_is_named_and_audited() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .filter(route -> first(route).equals(ADMIT_LOCAL_SYSTEM))
                .filter(route -> !FROM_MEMORY.contains(route.id()))
                .filter(route -> route.from().get("parameters") instanceof Map<?, ?> parameters
                        && "GET".equals(parameters.get("httpMethodRestrict")))
                .toList();
        assertThat(doors).hasSizeGreaterThan(3).allSatisfy(door -> assertThat(steps(door))
                .as(door.id())
                .containsSubsequence("bean:nameRead", "bean:auditRead", "bean:writeAnswer"));
    }

    /** Its own, and those of the routes that it calls. */
    private static List<String> steps(Route route) {
        return route.uris().stream()
                .flatMap(uri -> Stream.concat(
                        Stream.of(uri), RouteFiles.from(uri).stream().flatMap(called -> steps(called).stream())))
                .toList();
    }

    private static String workers(Route door) {
        if (door.uri().contains("}}/operator/")) {
            return "operations";
        }
        return door.uri().contains("}}/services/") ? "questions" : "reports";
    }

    @Test
    void what_admits_is_whole() {
        assertThat(admits(ADMIT_CALLER))
                .containsExactly(
                        "bean:readConnection",
                        "bean:checkChain",
                        "bean:askWhetherRevoked",
                        "bean:identifyCaller",
                        "bean:checkAddress",
                        "bean:readRequest");
        assertThat(admits(ADMIT_TO_SERVICE)).startsWith(ADMIT_CALLER, "bean:checkIds", "bean:findTenant");
        assertThat(admits(ADMIT_LOCAL_SYSTEM))
                .containsExactly(
                        "bean:readLocalConnection", "bean:checkCredential", "bean:readRequest", "bean:weighBody");
        assertThat(admits(ADMIT_OPERATOR))
                .containsExactly(
                        "bean:readLocalConnection", "bean:checkOperator", "bean:readRequest", "bean:weighBody");
    }

    private static List<String> admits(String uri) {
        return RouteFiles.from(uri).get(0).uris();
    }

    /** The endpoint of its first step; nothing that comes in is touched before. */
    private static Object first(Route route) {
        Map<?, ?> step = (Map<?, ?>) ((List<?>) route.steps()).get(0);
        return step.get("to") instanceof Map<?, ?> to ? to.get("uri") : step.keySet();
    }

    private static Stream<String> called() {
        return RouteFiles.ROUTES.values().stream()
                .flatMap(route -> route.uris().stream())
                .filter(uri -> uri.startsWith("direct:"))
                .distinct();
    }

    private static void follow(Object node, Map<String, Set<Class<?>>> known) {
        if (node instanceof List<?> list) {
            list.forEach(item -> follow(item, known));
        } else if (node instanceof String text) {
            checkProperties(text, known);
        } else if (node instanceof Map<?, ?> map) {
            Method step = map.get("uri") instanceof String uri && uri.startsWith("bean:")
                    ? onlyMethodOf(uri.substring(5))
                    : null;
            if (step != null) {
                checkParameters(step, known);
            }
            // A loop asks for what its own steps have made
            Stream.of(map.get("doWhile") == null ? null : map.get("steps"))
                    .filter(Objects::nonNull)
                    .forEach(steps -> follow(steps, known));
            map.values().forEach(value -> follow(value, known));
            if (map.get("variableReceive") instanceof String name) {
                assertThat(step).as("only a step has a result: " + name).isNotNull();
                assertThat(step.getReturnType()).as("the result of " + step).isNotEqualTo(void.class);
                known.computeIfAbsent(name, first -> new HashSet<>()).add(boxed(step.getReturnType()));
            }
            if (map.get("uri") instanceof String uri && uri.startsWith("direct:") && !map.containsKey("steps")) {
                RouteFiles.from(uri).forEach(route -> follow(route.steps(), known));
            }
        }
    }

    private static void checkParameters(Method step, Map<String, Set<Class<?>>> known) {
        for (var parameter : step.getParameters()) {
            Variable variable = parameter.getAnnotation(Variable.class);
            if (variable != null) {
                String reads = step.getDeclaringClass().getSimpleName() + " reads " + variable.value();
                assertThat(known).as(reads).containsKey(variable.value());
                assertThat(known.get(variable.value())).as(reads).allSatisfy(type -> assertThat(
                                boxed(parameter.getType()))
                        .isAssignableFrom(type));
            }
        }
    }

    /** As Simple reads them: a record's component, a getter or a method without parameters. */
    private static void checkProperties(String text, Map<String, Set<Class<?>>> known) {
        Matcher found = VARIABLE.matcher(text);
        while (found.find()) {
            assertThat(known).as(found.group()).containsKey(found.group(1));
            for (Class<?> type : known.get(found.group(1))) {
                for (String property : found.group(2).split("\\.", -1)) {
                    type = property.isEmpty() ? type : property(type, property, found.group());
                }
            }
        }
    }

    private static Class<?> property(Class<?> type, String name, String expression) {
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> Set.of(name, "get" + upper, "is" + upper).contains(method.getName()))
                .findFirst()
                .map(Method::getReturnType)
                .orElseThrow(() ->
                        new AssertionError(expression + ": " + type.getSimpleName() + " has no property " + name));
    }

    private static Class<?> boxed(Class<?> type) {
        return type == boolean.class ? Boolean.class : type;
    }

    /** Camel would choose among several by what the body looks like. */
    private static Method onlyMethodOf(String bean) {
        Class<?> step = Sources.BARS.stream()
                .filter(c ->
                        c.getSimpleName().equals(bean.substring(0, 1).toUpperCase(Locale.ROOT) + bean.substring(1)))
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
}
